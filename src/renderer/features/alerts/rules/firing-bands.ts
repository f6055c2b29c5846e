import type { Preview } from '../../../../shared/alert/index.ts';

/** A time in which something fires, and the labels of what does. */
export interface FiringBand {
  readonly fromMs: number;
  readonly toMs: number;
  readonly alerts: readonly Preview['alerts'][number]['labels'][];
}

/** When alerts fire, those that overlap as one: hundreds of bands on top of each other would hide the values. */
export function firingBands(alerts: Preview['alerts'], toMs: number, stepMs: number): FiringBand[] {
  const bands: FiringBand[] = [];
  const fired = alerts
    .flatMap(({ firedMs, resolvedMs, labels }) =>
      firedMs === null ? [] : [{ firedMs, endMs: Math.max(resolvedMs ?? toMs, firedMs + stepMs), labels }],
    )
    .sort((a, b) => a.firedMs - b.firedMs);
  for (const { firedMs, endMs, labels } of fired) {
    const last = bands.at(-1);
    if (last === undefined || firedMs > last.toMs)
      bands.push({ fromMs: firedMs, toMs: endMs, alerts: [labels] });
    else
      bands[bands.length - 1] = {
        ...last,
        toMs: Math.max(last.toMs, endMs),
        alerts: [...last.alerts, labels],
      };
  }
  return bands;
}
