import { join } from 'node:path';
import { temporaryDirectory } from '../../testing/temporary-store.ts';
import { SeriesStore, type SeriesStoreOptions } from '../series-store.ts';

const DAY_MS = 86_400_000;
/** 2026-11-20T12:00:00Z */
export const NOON_MS = 1_795_176_000_000;

export interface TemporarySeriesStore {
  readonly store: SeriesStore;
  readonly path: string;
  /** Closes it and opens it again. */
  reopen(): SeriesStore;
  close(): void;
}

/** A real metrics.db, in a directory of its own. Its clock says a day after noon unless the test says otherwise. */
export function temporarySeriesStore(wish: Partial<SeriesStoreOptions> = {}): TemporarySeriesStore {
  const directory = temporaryDirectory();
  const options: SeriesStoreOptions = {
    path: join(directory.path, 'metrics.db'),
    maxSeries: 10_000,
    maxSeriesPerMetric: 10_000,
    rawMs: 7 * DAY_MS,
    fiveMinuteMs: 60 * DAY_MS,
    retentionMs: 365 * DAY_MS,
    now: () => NOON_MS + DAY_MS,
    ...wish,
  };
  let store = SeriesStore.open(options);
  return {
    get store() {
      return store;
    },
    path: options.path,
    reopen: () => {
      store.close();
      return (store = SeriesStore.open(options));
    },
    close: () => {
      store.close();
      directory.remove();
    },
  };
}

/** Runs what is due until nothing is. */
export function settle(store: SeriesStore): void {
  while (store.slice());
}
