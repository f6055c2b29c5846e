import type { ExemplarSeries, LabelQuery, MetadataEntry } from '../../shared/metrics.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { ReadLimit, SeriesStore, StoredSeries } from '../store/series/index.ts';
import { labelsOf } from '../store/series/index.ts';
import { parsePromql } from './promql/syntax/parse-promql.ts';
import { withoutParens } from './promql/syntax/expression.ts';
import { selectorsOf } from './selectors-of.ts';
import type { LabelMatcher, Labels } from './series-source.ts';

/** Answers about series that need no evaluation: which there are, and what is known beside their samples. */
export class SeriesAnswers {
  readonly #store: SeriesStore;

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  labelNames(query: LabelQuery, limit: ReadLimit): string[] {
    const reader = this.#store.source(limit);
    const names = hasCondition(query)
      ? new Set(this.#matching(query, limit).flatMap(({ labels }) => labels.map(({ name }) => name)))
      : reader.labelNames();
    return [...names].sort().slice(0, query.limit);
  }

  labelValues({ name, ...query }: LabelQuery & { name: string }, limit: ReadLimit): string[] {
    const reader = this.#store.source(limit);
    const values = hasCondition(query)
      ? new Set(
          this.#matching(query, limit).flatMap(({ labels }) =>
            labels.filter((label) => label.name === name).map(({ value }) => value),
          ),
        )
      : reader.labelValues(name);
    return [...values].sort().slice(0, query.limit);
  }

  series(query: LabelQuery, limit: ReadLimit): Labels[] {
    return this.#matching(query, limit).slice(0, query.limit).map(labelsOf);
  }

  metadata({ metric, limit }: { metric: string | null; limit: number }): MetadataEntry[] {
    const { metadata } = this.#store;
    const known = metric === null ? metadata.all() : [metadata.of(metric)].filter((one) => one !== undefined);
    return known
      .map(({ name, ...rest }) => ({ metric: name, ...rest }))
      .sort((a, b) => (a.metric < b.metric ? -1 : 1))
      .slice(0, limit);
  }

  exemplars(
    { expr, fromMs, toMs }: { expr: string; fromMs: number; toMs: number },
    limit: ReadLimit,
  ): ExemplarSeries[] {
    const found = this.#union(
      selectorsOf(parsePromql(expr).root).map(({ matchers }) => matchers),
      limit,
    );
    const answered: ExemplarSeries[] = [];
    for (const series of found) {
      const exemplars = this.#store.exemplarsOf(series, fromMs, toMs);
      if (exemplars.length > 0) answered.push({ labels: labelsOf(series), exemplars });
    }
    return answered;
  }

  #matching({ match, fromMs, toMs }: LabelQuery, limit: ReadLimit): StoredSeries[] {
    const reader = this.#store.source(limit);
    const found = this.#union(match.length === 0 ? [[]] : match.map(matchersOf), limit);
    if (fromMs === null && toMs === null) return found;
    return reader.within(found, fromMs ?? -Infinity, toMs ?? Infinity);
  }

  #union(selections: readonly (readonly LabelMatcher[])[], limit: ReadLimit): StoredSeries[] {
    const reader = this.#store.source(limit);
    return [...new Set(selections.flatMap((matchers) => reader.match(matchers)))];
  }
}

function hasCondition({ match, fromMs, toMs }: LabelQuery): boolean {
  return match.length > 0 || fromMs !== null || toMs !== null;
}

/** @throws SignalboxError PROMQL_INVALID, PROMQL_FAILED when it is no series selector */
function matchersOf(text: string): readonly LabelMatcher[] {
  const root = withoutParens(parsePromql(text).root);
  if (root.kind !== 'selector' || root.rangeMs !== null) {
    throw new SignalboxError('PROMQL_FAILED', { reason: `"${text.slice(0, 200)}" is no series selector` });
  }
  return root.matchers;
}
