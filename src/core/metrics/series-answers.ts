import type { ExemplarSeries, LabelQuery, MetadataEntry } from '../../shared/metrics.ts';
import type { ReadLimit, SeriesStore, StoredSeries } from '../store/series/index.ts';
import { labelsOf } from '../store/series/index.ts';
import { parsePromql } from './promql/syntax/parse-promql.ts';
import { syntaxError } from './promql/syntax/syntax-error.ts';
import { selectorsOf } from './selectors-of.ts';
import type { LabelMatcher, Labels } from './series-source.ts';

/** Answers about series that need no evaluation: which there are, and what is known beside their samples. */
export class SeriesAnswers {
  readonly #store: SeriesStore;

  constructor(store: SeriesStore) {
    this.#store = store;
  }

  labelNames(query: LabelQuery, limit: ReadLimit): string[] {
    const names = hasCondition(query)
      ? this.#collect(query, limit, ({ labels }) => labels.map(({ name }) => name))
      : this.#store.source(limit).labelNames();
    return [...names].sort().slice(0, query.limit);
  }

  labelValues({ name, ...query }: LabelQuery & { name: string }, limit: ReadLimit): string[] {
    const values = hasCondition(query)
      ? this.#collect(query, limit, ({ labels }) =>
          labels.filter((label) => label.name === name).map(({ value }) => value),
        )
      : this.#store.source(limit).labelValues(name);
    return [...values].sort().slice(0, query.limit);
  }

  series(query: LabelQuery, limit: ReadLimit): Labels[] {
    const { found, isThere } = this.#matching(query, limit);
    const answered: Labels[] = [];
    for (const series of found) {
      if (answered.length >= query.limit) break;
      if (isThere(series)) answered.push(labelsOf(series));
    }
    return answered;
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

  /** Texts of the series that are there; whether one is there is only asked where it has one that is new. */
  #collect(
    query: LabelQuery,
    limit: ReadLimit,
    textsOf: (series: StoredSeries) => readonly string[],
  ): Set<string> {
    const { found, isThere } = this.#matching(query, limit);
    const texts = new Set<string>();
    for (const series of found) {
      const of = textsOf(series);
      if (!of.every((text) => texts.has(text)) && isThere(series)) for (const text of of) texts.add(text);
    }
    return texts;
  }

  #matching({ match, fromMs, toMs }: LabelQuery, limit: ReadLimit) {
    const found = this.#union(match.length === 0 ? [[]] : match.map(matchersOf), limit);
    const isThere =
      fromMs === null && toMs === null
        ? () => true
        : this.#store.source(limit).presence(fromMs ?? -Infinity, toMs ?? Infinity);
    return { found, isThere };
  }

  #union(selections: readonly (readonly LabelMatcher[])[], limit: ReadLimit): StoredSeries[] {
    const reader = this.#store.source(limit);
    const found = new Set<StoredSeries>();
    for (const matchers of selections) {
      limit.check?.();
      for (const series of reader.match(matchers)) found.add(series);
    }
    return [...found];
  }
}

function hasCondition({ match, fromMs, toMs }: LabelQuery): boolean {
  return match.length > 0 || fromMs !== null || toMs !== null;
}

/** @throws SignalboxError PROMQL_INVALID, also when it is no series selector */
function matchersOf(text: string): readonly LabelMatcher[] {
  const { root } = parsePromql(text);
  if (root.kind !== 'selector' || root.rangeMs !== null || root.offsetMs !== 0 || root.at !== null)
    throw syntaxError(text, 0, `${JSON.stringify(text.slice(0, 200))} is not a series selector`);
  return root.matchers;
}
