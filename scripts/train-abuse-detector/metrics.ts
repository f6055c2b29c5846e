import { seededRandom } from './random.ts';

/** Area under the curve of caught over falsely alarmed: how often an attack scores above a harmless text. Ties count half. */
export function rocAuc(attacks: readonly number[], harmless: readonly number[]): number {
  const all = [
    ...attacks.map((score) => ({ score, isAttack: true })),
    ...harmless.map((score) => ({ score, isAttack: false })),
  ].sort((one, other) => one.score - other.score);
  let ranks = 0;
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.score === all[from]?.score) to += 1;
    for (let at = from; at < to; at += 1) if (all[at]?.isAttack === true) ranks += (from + to + 1) / 2;
    from = to;
  }
  return (ranks - (attacks.length * (attacks.length + 1)) / 2) / (attacks.length * harmless.length);
}

/** The lowest score above which at most `share` of the harmless texts lie. */
export function thresholdAt(share: number, harmless: readonly number[]): number {
  const falling = harmless.toSorted((one, other) => other - one);
  return falling[Math.floor(share * falling.length)] ?? 1;
}

/** The share of scores above a threshold. */
export function shareAbove(threshold: number, scores: readonly number[]): number {
  return scores.length === 0 ? 0 : scores.filter((score) => score > threshold).length / scores.length;
}

export interface Quality {
  readonly auc: number;
  readonly at1: number;
  readonly at5: number;
}

export function qualityOf(attacks: readonly number[], harmless: readonly number[]): Quality {
  return {
    auc: rocAuc(attacks, harmless),
    at1: shareAbove(thresholdAt(0.01, harmless), attacks),
    at5: shareAbove(thresholdAt(0.05, harmless), attacks),
  };
}

/** 95 % intervals by the bootstrap: both sets are drawn anew, with replacement, `rounds` times. */
export function intervals(
  attacks: readonly number[],
  harmless: readonly number[],
  rounds = 200,
): Record<keyof Quality, readonly [number, number]> {
  const random = seededRandom(18);
  const draw = (from: readonly number[]): number[] =>
    from.map(() => from[Math.floor(random() * from.length)] ?? 0);
  const drawn = Array.from({ length: rounds }, () => qualityOf(draw(attacks), draw(harmless)));
  const interval = (key: keyof Quality): readonly [number, number] => {
    const values = drawn.map((quality) => quality[key]).sort((one, other) => one - other);
    return [values[Math.floor(0.025 * rounds)] ?? 0, values[Math.ceil(0.975 * rounds) - 1] ?? 0];
  };
  return { auc: interval('auc'), at1: interval('at1'), at5: interval('at5') };
}
