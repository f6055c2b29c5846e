import { featureShare, HEADS, run, type Network } from '../../src/core/guardrails/abuse/network.ts';
import type { PassageInput } from '../../src/core/guardrails/abuse/read-text.ts';
import { INPUTS } from '../../src/core/guardrails/abuse/meaning.ts';
import type { Random } from './random.ts';

const FEATURE_RATE = 0.3;
const FEATURE_DECAY = 3e-4;
const FEATURE_DROPOUT = 0.4;
const LAYER_RATE = 0.025;
const LAYER_DECAY = 1e-5;
const UNIT_DROPOUT = 0.2;
const BIAS_RATE = 0.01;

/**
 * Stochastic gradient descent with a rate for each weight (AdaGrad; Duchi and others, 2011). Features and hidden units are
 * left out at random, so that none is relied on alone.
 */
export class Descent {
  readonly #network: Network;
  readonly #used: Uint8Array;
  readonly #random: Random;
  readonly #featureSquares: Float32Array;
  readonly #meaningSquares: Float32Array;
  readonly #outputSquares: Float32Array;
  readonly #hiddenSquares: Float32Array;
  readonly #logits = new Float64Array(HEADS.length);
  readonly #slopes = new Float64Array(HEADS.length);
  readonly #activations: Float32Array;
  readonly #dropped: Uint8Array;

  /** Gives the layers their first weights. `used` is 1 for each feature that may get a weight. */
  constructor(network: Network, used: Uint8Array, random: Random) {
    this.#network = network;
    this.#used = used;
    this.#random = random;
    this.#featureSquares = new Float32Array(used.length).fill(0.02);
    this.#meaningSquares = new Float32Array(network.meaning.length).fill(1e-3);
    this.#outputSquares = new Float32Array(network.outputs.length).fill(1e-3);
    this.#hiddenSquares = new Float32Array(network.hidden).fill(1e-3);
    this.#activations = new Float32Array(network.hidden);
    this.#dropped = new Uint8Array(network.hidden);
    const around0 = (): number => random() + random() + random() - 1.5;
    network.meaning.forEach((_, index) => (network.meaning[index] = (1.2 * around0()) / Math.sqrt(INPUTS)));
    network.outputs.forEach((_, index) => (network.outputs[index] = around0() / Math.sqrt(network.hidden)));
  }

  /** One step towards `targets`, a probability for each head. */
  learn(passage: PassageInput, targets: readonly number[], weight: number): void {
    const features = passage.features.filter(
      (id) => this.#used[id] === 1 && this.#random() > FEATURE_DROPOUT,
    );
    for (let unit = 0; unit < this.#dropped.length; unit += 1) {
      this.#dropped[unit] = this.#random() < UNIT_DROPOUT ? 1 : 0;
    }
    run(
      this.#network,
      { features, meaning: passage.meaning },
      this.#logits,
      this.#activations,
      this.#dropped,
    );
    let square = 0;
    for (let head = 0; head < HEADS.length; head += 1) {
      const slope = weight * (1 / (1 + Math.exp(-(this.#logits[head] ?? 0))) - (targets[head] ?? 0));
      this.#slopes[head] = slope;
      square += slope * slope;
      this.#network.bias[head] = (this.#network.bias[head] ?? 0) - BIAS_RATE * slope;
    }
    this.#moveFeatures(features, square);
    this.#moveLayers(passage.meaning);
  }

  #moveFeatures(features: Int32Array, square: number): void {
    const weights = this.#network.features;
    const share = featureShare(features.length);
    for (const id of features) {
      const sum = (this.#featureSquares[id] ?? 0) + square * share * share;
      this.#featureSquares[id] = sum;
      const rate = FEATURE_RATE / Math.sqrt(sum);
      const kept = 1 - FEATURE_DECAY * rate;
      for (let head = 0, at = id * HEADS.length; head < HEADS.length; head += 1, at += 1) {
        weights[at] = (weights[at] ?? 0) * kept - rate * share * (this.#slopes[head] ?? 0);
      }
    }
  }

  #moveLayers(meaning: Float32Array): void {
    const { hidden, hiddenBias, outputs } = this.#network;
    for (let unit = 0; unit < hidden; unit += 1) {
      const activation = this.#activations[unit] ?? 0;
      if (activation <= 0) continue;
      let slope = 0;
      for (let head = 0, at = unit * HEADS.length; head < HEADS.length; head += 1, at += 1) {
        slope += (this.#slopes[head] ?? 0) * (outputs[at] ?? 0);
        move(outputs, this.#outputSquares, at, (this.#slopes[head] ?? 0) * activation);
      }
      move(hiddenBias, this.#hiddenSquares, unit, slope);
      for (let index = 0, at = unit * INPUTS; index < INPUTS; index += 1, at += 1) {
        const input = meaning[index] ?? 0;
        if (input !== 0) move(this.#network.meaning, this.#meaningSquares, at, slope * input);
      }
    }
  }
}

function move(weights: Float32Array, squares: Float32Array, at: number, slope: number): void {
  const sum = (squares[at] ?? 0) + slope * slope;
  squares[at] = sum;
  weights[at] = (weights[at] ?? 0) * (1 - LAYER_DECAY) - (LAYER_RATE * slope) / Math.sqrt(sum);
}
