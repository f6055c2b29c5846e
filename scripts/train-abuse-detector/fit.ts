import { BUCKETS } from '../../src/core/guardrails/abuse/features.ts';
import { emptyNetwork, HEADS, run, type Network } from '../../src/core/guardrails/abuse/network.ts';
import type { PassageInput } from '../../src/core/guardrails/abuse/read-text.ts';
import { passageKey, type Bag } from './bag.ts';
import { Descent } from './descent.ts';
import { isOurs } from './families.ts';
import type { LabelledText } from './labelled-text.ts';
import { pick, seededRandom, shuffle, type Random } from './random.ts';

export interface FitOptions {
  readonly hidden: number;
  readonly epochs: number;
  /** A feature must be met in so many sources: what only one of them writes is its style. */
  readonly fewestSources: number;
  /** Sources of at most so many texts count in full; the weight of a larger one grows with the root of its size. */
  readonly balance: number;
}

export const FIT_OPTIONS: FitOptions = { hidden: 32, epochs: 4, fewestSources: 2, balance: 100 };

/** What each label asks of the heads; where two labels run into each other, less than certainty. */
const TARGETS: Record<LabelledText['label'], readonly [number, number, number, number]> = {
  benign: [0, 0, 0, 0],
  prompt_injection: [1, 0.3, 0, 1],
  jailbreak: [0.3, 1, 0.3, 1],
  harmful: [0, 0.1, 1, 1],
};
const ABUSE = HEADS.indexOf('abuse');
/** Of a long text so many passages are looked at in training. */
const MOST_HARMLESS = 12;
const MOST_CANDIDATES = 24;
/** The rarer kind of text counts more, but not above this. */
const MOST_WEIGHT = 2;

interface Lesson {
  readonly passage: PassageInput;
  readonly bag: Bag;
  readonly weight: number;
}

/**
 * Multiple-instance learning (Andrews and others, 2002): of an attack the passages that score highest are taught as an
 * attack, of a harmless text those that score highest as harmless; which these are is found anew before each epoch.
 * Passages that also stand in harmless texts are no attacks.
 */
export function fit(bags: readonly Bag[], seed: number, options: FitOptions = FIT_OPTIONS): Network {
  const random = seededRandom(seed);
  const network = emptyNetwork(options.hidden);
  const descent = new Descent(network, usedFeatures(bags, options.fewestSources), random);
  const weights = weightsOf(bags, options.balance);
  const harmless = new Set(
    bags.flatMap(({ label, passages }) => (label === 'benign' ? passages.map(passageKey) : [])),
  );
  const candidates = bags.map(({ label, passages }) =>
    someOf(
      label === 'benign' ? passages : passages.filter((passage) => !harmless.has(passageKey(passage))),
      label === 'benign' ? MOST_HARMLESS : MOST_CANDIDATES,
      random,
    ),
  );
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    const score = epoch === 0 ? null : scorer(network);
    const lessons = bags.flatMap((bag, index): Lesson[] =>
      chosen(candidates[index] ?? [], bag.label === 'benign', score, random).map(([passage, share]) => ({
        passage,
        bag,
        weight: share * (weights[index] ?? 0),
      })),
    );
    shuffle(lessons, random);
    for (const { passage, bag, weight } of lessons) descent.learn(passage, TARGETS[bag.label], weight);
  }
  return network;
}

function someOf<Item>(items: readonly Item[], most: number, random: Random): readonly Item[] {
  if (items.length <= most) return items;
  const drawn = [...items];
  shuffle(drawn, random);
  return drawn.slice(0, most);
}

function chosen(
  passages: readonly PassageInput[],
  isHarmless: boolean,
  score: ((passage: PassageInput) => number) | null,
  random: Random,
): (readonly [PassageInput, number])[] {
  const any = (): PassageInput => pick(passages, random);
  if (passages.length <= 1) return passages.map((passage) => [passage, 1]);
  if (score === null) return [0, 1, 2].map(() => [any(), 0.4]);
  const [first, second] = passages
    .map((passage) => [passage, score(passage)] as const)
    .sort((one, other) => other[1] - one[1]);
  const ranked = [first, second].flatMap((entry) => (entry === undefined ? [] : [entry[0]]));
  const shares = isHarmless ? [0.6, 0.4] : [0.7, 0.3];
  const lessons = ranked.map((passage, rank) => [passage, shares[rank] ?? 0] as const);
  return isHarmless ? [...lessons, [any(), 0.3]] : lessons;
}

function scorer(network: Network): (passage: PassageInput) => number {
  const logits = new Float64Array(HEADS.length);
  const activations = new Float32Array(network.hidden);
  return (passage) => {
    run(network, passage, logits, activations);
    return logits[ABUSE] ?? 0;
  };
}

function usedFeatures(bags: readonly Bag[], fewestSources: number): Uint8Array {
  const sources = new Map<string, number>();
  const met = new Int32Array(BUCKETS);
  for (const { source, passages } of bags) {
    if (!sources.has(source)) sources.set(source, sources.size);
    // What the authors of the phrases thought of counts without a witness.
    const bit = isOurs(source) ? -1 : 1 << ((sources.get(source) ?? 0) % 32);
    for (const { features } of passages) for (const id of features) met[id] = (met[id] ?? 0) | bit;
  }
  return Uint8Array.from(met, (bits) => (ones(bits) >= fewestSources ? 1 : 0));
}

function ones(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}

function weightsOf(bags: readonly Bag[], balance: number): number[] {
  const sizes = new Map<string, number>();
  for (const { source } of bags) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  const raw = bags.map(({ source }) => Math.min(1.5, Math.sqrt(balance / (sizes.get(source) ?? 1))));
  const sum = (isHarmless: boolean): number =>
    raw.reduce(
      (total, weight, index) => total + ((bags[index]?.label === 'benign') === isHarmless ? weight : 0),
      0,
    );
  const forAttacks = Math.min(MOST_WEIGHT, sum(true) / sum(false));
  return raw.map((weight, index) => (bags[index]?.label === 'benign' ? weight : weight * forAttacks));
}
