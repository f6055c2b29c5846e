import { workerData } from 'node:worker_threads';
import type { ExportFileFormat, TraceSelection } from '../../../shared/trace-export.ts';
import { openForReading, TraceSelectionReader, withQueryLimit } from '../../store/index.ts';
import { serveThread, type CallContext } from '../../threads/index.ts';
import { Chunks } from './chunks.ts';
import { FILE_WRITERS } from './file-writers.ts';

export interface ExportSettings {
  path: string;
  format: ExportFileFormat;
  selection: TraceSelection;
}

/** One export: a file made piece by piece, as fast as it is asked for. */
export type ExportOperations = {
  /** Counts the traces that are to come. */
  begin: (input: undefined, call: CallContext) => { total: number };
  /** The next bytes, null at the end, and how many traces are done with them. */
  next: (input: undefined, call: CallContext) => { bytes: Uint8Array | null; traces: number };
  close: () => void;
};

await serveThread<ExportOperations>(() => {
  const { path, format, selection } = workerData as ExportSettings;
  const db = openForReading(path);
  let traces = 0;
  let chunks: Chunks | null = null;
  /** As long as it takes, unless it is cancelled. */
  const wanted = <T>({ isCancelled }: CallContext, run: () => T): T =>
    withQueryLimit(db, { milliseconds: Infinity, isCancelled }, run);
  return {
    begin: (_input, call) =>
      wanted(call, () => {
        const reader = new TraceSelectionReader(db, selection);
        chunks = new Chunks(FILE_WRITERS[format](reader, () => (traces += 1)));
        return { total: reader.total };
      }),
    next: (_input, call) => ({ bytes: wanted(call, () => chunks?.next() ?? null), traces }),
    close: () => void db.close(),
  };
});
