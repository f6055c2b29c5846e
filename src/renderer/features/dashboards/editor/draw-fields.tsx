import type { Panel, PanelType } from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { LegendFields } from './legend-fields.tsx';
import { LineFields } from './line-fields.tsx';
import { OnOff } from './on-off.tsx';
import styles from './panel-editor.module.css';
import { REDUCER_OPTIONS } from './reducer-names.ts';

const COLOUR_MODES = [
  { value: 'value', label: 'Value' },
  { value: 'background', label: 'Background' },
  { value: 'none', label: 'Off' },
] as const;
const DIRECTIONS = [
  { value: 'horizontal', label: 'Lying' },
  { value: 'vertical', label: 'Standing' },
] as const;
const ARRANGEMENTS = [
  { value: 'auto', label: 'As they fit' },
  { value: 'horizontal', label: 'In one column' },
] as const;
const TOOLTIPS = [
  { value: 'all', label: 'All series' },
  { value: 'single', label: 'The nearest' },
  { value: 'none', label: 'Off' },
] as const;
const MOST_BUCKETS = 200;

const HAS_LEGEND: ReadonlySet<PanelType> = new Set(['timeseries', 'pie']);
const HAS_REDUCER: ReadonlySet<PanelType> = new Set(['stat', 'gauge', 'bargauge', 'pie', 'cost']);
const IS_DRAWN: ReadonlySet<PanelType> = new Set([...HAS_LEGEND, ...HAS_REDUCER, 'histogram']);

interface DrawFieldsProps {
  readonly panel: Panel;
  readonly onChange: (panel: Panel) => void;
}

/** How a panel is drawn, by its type. */
export function DrawFields({ panel, onChange }: DrawFieldsProps) {
  const { type, field, options } = panel;
  const set = (part: Partial<Panel['options']>) => onChange({ ...panel, options: { ...options, ...part } });
  if (!IS_DRAWN.has(type)) return null;
  return (
    <section className={styles.section} aria-label="Drawing">
      <h2 className={styles.heading}>Drawing</h2>
      {type === 'timeseries' && (
        <LineFields field={field} onChange={(part) => onChange({ ...panel, field: { ...field, ...part } })} />
      )}
      {HAS_REDUCER.has(type) && (
        <Labelled label="Value shown">
          <Select
            label="Value shown"
            value={options.reducer}
            options={REDUCER_OPTIONS}
            onChange={(reducer) => set({ reducer })}
          />
        </Labelled>
      )}
      <OwnFields type={type} options={options} onChange={set} />
      {HAS_LEGEND.has(type) && (
        <LegendFields
          legend={options.legend}
          isOfShares={type === 'pie'}
          onChange={(part) => set({ legend: { ...options.legend, ...part } })}
        />
      )}
    </section>
  );
}

interface OwnFieldsProps extends Pick<Panel, 'type' | 'options'> {
  readonly onChange: (part: Partial<Panel['options']>) => void;
}

/** What only one type has. */
function OwnFields({ type, options, onChange }: OwnFieldsProps) {
  switch (type) {
    case 'timeseries':
      return (
        <Choice
          label="When pointed at"
          value={options.tooltip}
          segments={TOOLTIPS}
          onChange={(tooltip) => onChange({ tooltip })}
        />
      );
    case 'stat':
      return <StatFields options={options} onChange={onChange} />;
    case 'bargauge':
      return (
        <Choice
          label="Bars are"
          value={options.orientation === 'vertical' ? 'vertical' : 'horizontal'}
          segments={DIRECTIONS}
          onChange={(orientation) => onChange({ orientation })}
        />
      );
    case 'histogram':
      return (
        <TextField
          label="Bars"
          hint="Of values; a histogram with buckets has a bar for each."
          type="number"
          min={2}
          max={MOST_BUCKETS}
          value={options.buckets}
          onChange={({ target }) =>
            onChange({ buckets: Math.min(MOST_BUCKETS, Math.max(2, Math.round(Number(target.value)) || 2)) })
          }
        />
      );
    case 'pie':
      return <OnOff label="Ring" checked={options.donut} onChange={(donut) => onChange({ donut })} />;
    case 'gauge':
    case 'table':
    case 'heatmap':
    case 'state-timeline':
    case 'text':
    case 'traces':
    case 'cost':
    case 'row':
      return null;
  }
}

function StatFields({ options, onChange }: Omit<OwnFieldsProps, 'type'>) {
  return (
    <>
      <Choice
        label="Colour of"
        value={options.colourMode}
        segments={COLOUR_MODES}
        onChange={(colourMode) => onChange({ colourMode })}
      />
      <Choice
        label="Figures stand"
        value={options.orientation === 'horizontal' ? 'horizontal' : 'auto'}
        segments={ARRANGEMENTS}
        onChange={(orientation) => onChange({ orientation })}
      />
      <OnOff
        label="Curve below the value"
        checked={options.sparkline}
        onChange={(sparkline) => onChange({ sparkline })}
      />
    </>
  );
}

function Choice<T extends string>(props: Parameters<typeof SegmentedControl<T>>[0]) {
  return (
    <Labelled label={props.label}>
      <SegmentedControl {...props} />
    </Labelled>
  );
}
