import { constants, setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { SearchIndexer } from '../store/search/index.ts';
import { serveThread } from '../threads/index.ts';

export interface IndexerSettings {
  /** Of telemetry.db, which must be there. */
  path: string;
}

export type IndexerOperations = {
  close: () => void;
};

/** How often to look for new spans while there are none. */
const IDLE_MS = 500;
/** After a slice, of the time that it took: a core is never taken whole. */
const PAUSE_SHARE = 0.25;

/** The one writer of search.db. Ends with the error when a slice fails; who started it starts it again. */
await serveThread<IndexerOperations>(() => {
  // On Linux the priority is that of this thread alone, elsewhere of the whole process.
  if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);
  const indexer = new SearchIndexer((workerData as IndexerSettings).path);
  const run = (): void => {
    const started = performance.now();
    const hasMore = indexer.slice();
    timer = setTimeout(run, hasMore ? (performance.now() - started) * PAUSE_SHARE : IDLE_MS);
  };
  let timer = setTimeout(run, 0);
  return {
    close: () => {
      clearTimeout(timer);
      indexer.close();
    },
  };
});
