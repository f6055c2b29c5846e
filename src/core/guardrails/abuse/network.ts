import { BUCKETS } from './features.ts';
import type { PassageInput } from './read-text.ts';
import { DIMENSIONS } from './word-vectors.ts';

/** What the model says of a passage, in the order of its outputs. */
export const HEADS = ['injection', 'jailbreak', 'harmful', 'abuse'] as const;
export const INPUTS = 2 * DIMENSIONS;

/** A linear model of the hashed features beside a network with one hidden layer over the meaning; their outputs add up. */
export interface Network {
  readonly hidden: number;
  /** `BUCKETS` rows of a weight for each head. */
  readonly features: Float32Array;
  /** `hidden` rows of `INPUTS`. */
  readonly meaning: Float32Array;
  readonly hiddenBias: Float32Array;
  /** `hidden` rows of a weight for each head. */
  readonly outputs: Float32Array;
  readonly bias: Float32Array;
}

export function emptyNetwork(hidden: number): Network {
  return {
    hidden,
    features: new Float32Array(BUCKETS * HEADS.length),
    meaning: new Float32Array(hidden * INPUTS),
    hiddenBias: new Float32Array(hidden),
    outputs: new Float32Array(hidden * HEADS.length),
    bias: new Float32Array(HEADS.length),
  };
}

/** What each feature's weight is multiplied with: a long passage says no more than a short one. */
export function featureShare(count: number): number {
  return 1 / Math.sqrt(count + 10);
}

/** Writes the logit of each head to `logits`, and what the hidden units give to `activations` (skipping those `dropped`). */
export function run(
  network: Network,
  { features, meaning }: PassageInput,
  logits: Float64Array,
  activations: Float32Array,
  dropped: Uint8Array | null = null,
): void {
  const { features: weights, outputs, hidden } = network;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (const id of features) {
    const at = id * HEADS.length;
    a += weights[at] ?? 0;
    b += weights[at + 1] ?? 0;
    c += weights[at + 2] ?? 0;
    d += weights[at + 3] ?? 0;
  }
  const share = featureShare(features.length);
  a *= share;
  b *= share;
  c *= share;
  d *= share;
  for (let unit = 0; unit < hidden; unit += 1) {
    let value = network.hiddenBias[unit] ?? 0;
    for (let index = 0, at = unit * INPUTS; index < INPUTS; index += 1, at += 1) {
      value += (network.meaning[at] ?? 0) * (meaning[index] ?? 0);
    }
    if (value < 0 || dropped?.[unit] === 1) value = 0;
    activations[unit] = value;
    const at = unit * HEADS.length;
    a += value * (outputs[at] ?? 0);
    b += value * (outputs[at + 1] ?? 0);
    c += value * (outputs[at + 2] ?? 0);
    d += value * (outputs[at + 3] ?? 0);
  }
  logits[0] = a + (network.bias[0] ?? 0);
  logits[1] = b + (network.bias[1] ?? 0);
  logits[2] = c + (network.bias[2] ?? 0);
  logits[3] = d + (network.bias[3] ?? 0);
}
