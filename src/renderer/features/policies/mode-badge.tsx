import type { PolicyMode } from '../../../shared/policy/index.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

export const MODES: Readonly<Record<PolicyMode, { label: string; tone: Tone; text: string }>> = {
  off: { label: 'Off', tone: 'neutral', text: 'Not evaluated' },
  shadow: { label: 'Shadow', tone: 'warning', text: 'Decides and records, changes nothing' },
  enforce: { label: 'Enforce', tone: 'ok', text: 'Its decisions are carried out' },
};

export function ModeBadge({ mode }: { readonly mode: PolicyMode }) {
  const { label, tone, text } = MODES[mode];
  return (
    <Badge tone={tone} title={text}>
      {label.toLowerCase()}
    </Badge>
  );
}
