import { panelColourSchema, type PanelColour } from '../../../../shared/dashboard/index.ts';
import { Select } from '../../../ui/select.tsx';

const NAMES: Readonly<Partial<Record<PanelColour, string>>> = {
  auto: 'By itself',
  text: 'Text',
  muted: 'Grey',
  accent: 'Accent',
  ok: 'Green: good',
  warning: 'Amber: warning',
  error: 'Red: bad',
};
const COLOURS = panelColourSchema.options.map((value) => ({
  value,
  label: NAMES[value] ?? `Series ${value.slice('series-'.length)}`,
}));

interface ColourSelectProps {
  readonly label: string;
  readonly value: PanelColour;
  readonly onChange: (colour: PanelColour) => void;
}

export function ColourSelect({ label, value, onChange }: ColourSelectProps) {
  return <Select label={label} value={value} options={COLOURS} onChange={onChange} />;
}
