export { SeriesStore, type SeriesStoreOptions } from './series-store.ts';
export type { ReadLimit } from './sample-reader.ts';
export { labelsOf, type StoredSeries } from './stored-series.ts';
