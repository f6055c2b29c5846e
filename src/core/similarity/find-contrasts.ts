import type { Contrast } from '../../shared/similarity.ts';
import { ANTONYM_SIDES } from './antonyms.ts';
import { hashOf, kindOf, MARK, wordHash, type MarkKind } from './mark-text.ts';

/**
 * In what two alike texts differ, by their marks. Lexical: it knows no meaning, so that it misses opposites that are not
 * in its list, and takes a dropped `not` for a contrast even where both mean the same. docs/reference/similarity.md has
 * how often.
 */
export function findContrasts(left: Uint32Array, right: Uint32Array): Contrast[] {
  const [a, b] = [describe(left), describe(right)];
  const found: Contrast[] = [];
  if (a.negations !== b.negations) found.push('negation');
  if (haveOpposites(a, b)) found.push('antonym');
  if (sorted(a.numbers) !== sorted(b.numbers)) found.push('number');
  if (lacks(b, a.names) && lacks(a, b.names)) found.push('name');
  if (areTurned(a, b) || haveSwapped(a.sequence, b.sequence)) found.push('direction');
  return found;
}

interface Described {
  readonly negations: number;
  readonly numbers: number[];
  readonly names: number[];
  readonly negatedStems: number[];
  /** Words, names and numbers, in order. */
  readonly sequence: number[];
  readonly all: ReadonlySet<number>;
  /** What a connective stands between: `from` has the connective and both neighbours. */
  readonly links: readonly { connective: number; before: number; after: number }[];
}

function describe(marks: Uint32Array): Described {
  const of = (...kinds: MarkKind[]): number[] =>
    [...marks].filter((mark) => kinds.includes(kindOf(mark))).map(hashOf);
  const sequence = of(MARK.word, MARK.name, MARK.number);
  return {
    negations: of(MARK.negation).length,
    numbers: of(MARK.number),
    names: of(MARK.name),
    negatedStems: of(MARK.negatedStem),
    sequence,
    all: new Set(sequence),
    links: linksOf(marks),
  };
}

function linksOf(marks: Uint32Array): Described['links'] {
  const links: { connective: number; before: number; after: number }[] = [];
  let before = 0;
  let connective: number | null = null;
  for (const mark of marks) {
    const kind = kindOf(mark);
    if (kind === MARK.connective) connective = hashOf(mark);
    else if (kind === MARK.word || kind === MARK.name || kind === MARK.number) {
      const hash = hashOf(mark);
      if (connective === hash) continue;
      if (connective !== null && before !== 0) links.push({ connective, before, after: hash });
      connective = null;
      before = hash;
    }
  }
  return links;
}

/** A word of one whose opposite the other has, which both do not share. */
function haveOpposites(a: Described, b: Described): boolean {
  const ofA = [...a.all].filter((hash) => !b.all.has(hash));
  const ofB = [...b.all].filter((hash) => !a.all.has(hash));
  const sides = new Set(ofB.flatMap((hash) => SIDES.get(hash) ?? []));
  if (ofA.some((hash) => SIDES.get(hash)?.some((side) => sides.has(side ^ 1)))) return true;
  const isNegated = (stems: readonly number[], words: readonly number[]): boolean =>
    stems.some((stem) => words.includes(stem));
  return isNegated(a.negatedStems, ofB) || isNegated(b.negatedStems, ofA);
}

const SIDES: ReadonlyMap<number, readonly number[]> = new Map(
  [...ANTONYM_SIDES].map(([word, sides]) => [wordHash(word), sides]),
);

function lacks({ all }: Described, names: readonly number[]): boolean {
  return names.some((name) => !all.has(name));
}

/** `A to B` here, `B to A` there. */
function areTurned(a: Described, b: Described): boolean {
  return a.links.some((link) =>
    b.links.some(
      (other) =>
        link.connective === other.connective &&
        link.before === other.after &&
        link.after === other.before &&
        link.before !== link.after,
    ),
  );
}

/** The same words in the same order but for two that have changed places. */
function haveSwapped(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  const differing = a.flatMap((hash, at) => (hash === b[at] ? [] : [at]));
  const [first, second] = differing;
  if (differing.length !== 2 || first === undefined || second === undefined) return false;
  return a[first] === b[second] && a[second] === b[first];
}

function sorted(numbers: readonly number[]): string {
  return [...numbers].sort((left, right) => left - right).join(' ');
}
