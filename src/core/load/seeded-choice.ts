import type { PreparedRequest, PreparedTemplate } from './prepared-request.ts';

export interface ChosenRequest {
  /** Its place among the templates. */
  readonly template: number;
  readonly request: PreparedRequest;
}

/** Which template is next, by the weights; the same seed, the same order. The requests of a template take turns. */
export function createChoice(templates: readonly PreparedTemplate[], seed: number): () => ChosenRequest {
  const random = mulberry32(seed);
  const turns = templates.map(() => 0);
  const whole = templates.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    let left = random() * whole;
    let chosen = templates.findIndex(({ weight }) => (left -= weight) < 0);
    // Sums of fractions may leave a remainder.
    if (chosen < 0) chosen = templates.length - 1;
    const requests = templates[chosen]?.requests ?? [];
    const turn = turns[chosen] ?? 0;
    turns[chosen] = turn + 1;
    const request = requests[turn % requests.length];
    if (request === undefined) throw new Error(`The template ${templates[chosen]?.name} has no requests.`);
    return { template: chosen, request };
  };
}

/** Tommy Ettinger's generator of 32 bits: numbers from 0 to 1 that follow from the seed. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
