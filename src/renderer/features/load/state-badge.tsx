import type { LoadState } from '../../../shared/load/index.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

const STATES: Readonly<Record<LoadState, { readonly tone: Tone; readonly text: string }>> = {
  running: { tone: 'accent', text: 'Running' },
  passed: { tone: 'ok', text: 'Passed' },
  failed: { tone: 'error', text: 'Failed' },
  aborted: { tone: 'warning', text: 'Aborted' },
  broken: { tone: 'error', text: 'Broken' },
  interrupted: { tone: 'warning', text: 'Interrupted' },
};

/** How a run ended, or that it runs. */
export function StateBadge({ state }: { readonly state: LoadState }) {
  const { tone, text } = STATES[state];
  return <Badge tone={tone}>{text}</Badge>;
}
