import type { LabelIndex } from './label-index.ts';
import type { LabelMatcher } from './series-source.ts';
import type { LabelPair, StoredSeries } from './stored-series.ts';
import { wholeMatch } from './text-matcher.ts';

interface Requirement {
  readonly name: string;
  /** Pairs of the label that match. */
  readonly pairs: ReadonlySet<LabelPair>;
  /** Whether a series without the label matches. */
  readonly takesMissing: boolean;
  /** How many series have one of the pairs. */
  readonly size: number;
}

/**
 * Series that all matchers match, by number. A label that a series does not have is as one with an empty value.
 * @throws SignalboxError PROMQL_FAILED when a regular expression is not valid
 */
export function matchSeries(index: LabelIndex, matchers: readonly LabelMatcher[]): StoredSeries[] {
  const requirements = matchers.map((matcher) => requirementOf(index, matcher));
  const needed = requirements.filter(({ takesMissing }) => !takesMissing);
  const start = needed.reduce<Requirement | null>(
    (least, next) => (least === null || next.size < least.size ? next : least),
    null,
  );
  const others = requirements.filter((requirement) => requirement !== start);
  const candidates = start === null ? index.all() : seriesOf(start.pairs);
  const matching: StoredSeries[] = [];
  for (const series of candidates) {
    if (others.every((requirement) => meets(series, requirement))) matching.push(series);
  }
  return matching.sort((a, b) => a.number - b.number);
}

function requirementOf(index: LabelIndex, { name, operator, value }: LabelMatcher): Requirement {
  const values = index.valuesOf(name);
  const isEqual = operator === '=' || operator === '=~';
  const test = operator === '=' || operator === '!=' ? (text: string) => text === value : wholeMatch(value);
  const pairs = new Set<LabelPair>();
  if (operator === '=') {
    const pair = values.get(value);
    if (pair !== undefined) pairs.add(pair);
  } else {
    for (const [text, pair] of values) if (test(text) === isEqual) pairs.add(pair);
  }
  let size = 0;
  for (const pair of pairs) size += pair.series.length;
  return { name, pairs, takesMissing: test('') === isEqual, size };
}

/** A series has one value of a label, so no series comes twice. */
function* seriesOf(pairs: ReadonlySet<LabelPair>): Generator<StoredSeries> {
  for (const pair of pairs) yield* pair.series;
}

function meets({ labels }: StoredSeries, { name, pairs, takesMissing }: Requirement): boolean {
  const pair = labels.find((label) => label.name === name);
  return pair === undefined ? takesMissing : pairs.has(pair);
}
