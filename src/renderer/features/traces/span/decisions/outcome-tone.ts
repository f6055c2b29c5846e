import type { Tone } from '../../../../ui/badge.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  allow: 'ok',
  pass: 'ok',
  block: 'error',
  failed_closed: 'error',
  modify: 'warning',
  redact: 'warning',
  reroute: 'warning',
  flag: 'warning',
  warn: 'warning',
  failed_open: 'warning',
  observe: 'neutral',
};

/** The colour of what a stage, guard or policy came to; later outcomes than this console knows are neutral. */
export function toneOf(outcome: string): Tone {
  return TONES[outcome] ?? 'neutral';
}
