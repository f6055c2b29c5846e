import { workerData } from 'node:worker_threads';
import type { ExportFileFormat, TraceSelection } from '../../../shared/trace-export.ts';
import { openForReading, TraceSelectionReader } from '../../store/index.ts';
import { serveThread } from '../../threads/index.ts';
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
  begin: () => { total: number };
  /** The next bytes, null at the end, and how many traces are done with them. */
  next: () => { bytes: Uint8Array | null; traces: number };
  close: () => void;
};

await serveThread<ExportOperations>(() => {
  const { path, format, selection } = workerData as ExportSettings;
  let traces = 0;
  let begun: { reader: TraceSelectionReader; chunks: Chunks } | null = null;
  return {
    begin: () => {
      const reader = new TraceSelectionReader(openForReading(path), selection);
      begun = { reader, chunks: new Chunks(FILE_WRITERS[format](reader, () => (traces += 1))) };
      return { total: reader.total };
    },
    next: () => ({ bytes: begun?.chunks.next() ?? null, traces }),
    close: () => begun?.reader.close(),
  };
});
