/** The contract lies in the store, which may import nothing above it. */
export { isStale, markStale } from '../store/series/series-source.ts';
export type {
  Aggregate,
  LabelMatcher,
  Labels,
  Selection,
  SeriesSamples,
  SeriesSource,
} from '../store/series/series-source.ts';
