import { BUCKETS } from './features.ts';
import type { PassageInput } from './read-text.ts';
import { INPUTS } from './meaning.ts';

/** What the model says of a passage, in the order of its outputs. */
export const HEADS = ['injection', 'jailbreak', 'harmful', 'abuse'] as const;

/** A linear model of the hashed features beside a network with one hidden layer over the meaning; their outputs add up. */
export interface Network {
  /** How many hidden units, a multiple of four. */
  readonly hidden: number;
  /** `BUCKETS` rows of a weight for each head, in steps of `step`: whole numbers where they were read from a file. */
  readonly features: Float32Array | Int8Array;
  readonly step: number;
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
    step: 1,
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
  passage: PassageInput,
  logits: Float64Array,
  activations: Float32Array,
  dropped: Uint8Array | null = null,
): void {
  activate(network, passage.meaning, activations);
  let [a, b, c, d] = weigh(network, passage.features);
  const { outputs, bias, hidden } = network;
  for (let unit = 0, at = 0; unit < hidden; unit += 1, at += HEADS.length) {
    if (dropped?.[unit] === 1) activations[unit] = 0;
    const value = activations[unit] ?? 0;
    a += value * (outputs[at] ?? 0);
    b += value * (outputs[at + 1] ?? 0);
    c += value * (outputs[at + 2] ?? 0);
    d += value * (outputs[at + 3] ?? 0);
  }
  logits[0] = a + (bias[0] ?? 0);
  logits[1] = b + (bias[1] ?? 0);
  logits[2] = c + (bias[2] ?? 0);
  logits[3] = d + (bias[3] ?? 0);
}

function weigh({ features: weights, step }: Network, features: Int32Array): [number, number, number, number] {
  const heads = HEADS.length;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (const id of features) {
    const at = id * heads;
    a += weights[at] ?? 0;
    b += weights[at + 1] ?? 0;
    c += weights[at + 2] ?? 0;
    d += weights[at + 3] ?? 0;
  }
  const share = step * featureShare(features.length);
  return [a * share, b * share, c * share, d * share];
}

/** Four units at a time: processors add up four sums as fast as one. */
function activate(
  { meaning: weights, hiddenBias, hidden }: Network,
  meaning: Float32Array,
  to: Float32Array,
): void {
  const inputs = INPUTS;
  for (let unit = 0; unit < hidden; unit += 4) {
    let a = hiddenBias[unit] ?? 0;
    let b = hiddenBias[unit + 1] ?? 0;
    let c = hiddenBias[unit + 2] ?? 0;
    let d = hiddenBias[unit + 3] ?? 0;
    const at = unit * inputs;
    for (let index = 0; index < inputs; index += 1) {
      const value = meaning[index] ?? 0;
      a += (weights[at + index] ?? 0) * value;
      b += (weights[at + inputs + index] ?? 0) * value;
      c += (weights[at + 2 * inputs + index] ?? 0) * value;
      d += (weights[at + 3 * inputs + index] ?? 0) * value;
    }
    to[unit] = Math.max(0, a);
    to[unit + 1] = Math.max(0, b);
    to[unit + 2] = Math.max(0, c);
    to[unit + 3] = Math.max(0, d);
  }
}
