import type { MetricLabels } from '../../../../../shared/metrics.ts';
import { entityColour, modelColour, serviceColour } from '../../../../lib/series-colour.ts';

export interface ColourAsk {
  readonly name: string;
  readonly labels: MetricLabels;
  /** The labels that tell the series of its query apart. */
  readonly telling: readonly string[];
  /** Decided by the panel; null: by what the series is about. */
  readonly wanted: string | null;
}

const PALETTE = [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15].map((slot) => `var(--series-${slot})`);
/** What says how something ended has the colours of that, not of the palette. */
const OUTCOMES: ReadonlyMap<string, string> = new Map([
  ['status=ok', 'var(--ok-solid)'],
  ['status=error', 'var(--error-solid)'],
  ['result=hit', 'var(--ok-solid)'],
]);
const KINDS: ReadonlyMap<string, (value: string) => string> = new Map([
  ['model', modelColour],
  ['gen_ai_request_model', modelColour],
  ['service', serviceColour],
  ...['provider', 'guard', 'stage', 'route', 'user', 'key', 'workspace'].map(
    (kind) => [kind, (value: string) => entityColour(kind, value)] as const,
  ),
]);

/**
 * The colours of a panel's series: a model, a service or a provider has its own everywhere; the others take what is left of
 * the palette in order. Two of a panel share one only when all are taken.
 */
export function seriesPalette(asks: readonly ColourAsk[]): string[] {
  const taken = new Set<string>();
  const chosen = asks.map(({ wanted, labels, telling }) => {
    const colour = wanted ?? entityOf(labels, telling);
    if (colour === null || (wanted === null && taken.has(colour))) return null;
    taken.add(colour);
    return colour;
  });
  let shared = 0;
  return chosen.map((colour) => {
    if (colour !== null) return colour;
    const free = PALETTE.find((candidate) => !taken.has(candidate)) ?? PALETTE[shared++ % PALETTE.length];
    taken.add(free ?? '');
    return free ?? 'var(--series-1)';
  });
}

function entityOf(labels: MetricLabels, telling: readonly string[]): string | null {
  const [label] = telling.filter((name) => name !== '__name__');
  if (label === undefined || telling.length > 1 || !Object.hasOwn(labels, label)) return null;
  const value = labels[label] ?? '';
  return OUTCOMES.get(`${label}=${value}`) ?? KINDS.get(label)?.(value) ?? null;
}
