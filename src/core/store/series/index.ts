export { SeriesStore, type SeriesStoreOptions } from './series-store.ts';
export type { SampleReader, ReadLimit } from './sample-reader.ts';
export type { SeriesAges } from './series-aging.ts';
export { labelsOf, type StoredSeries } from './stored-series.ts';
