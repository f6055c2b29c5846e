import type { ExportFileFormat } from '../../../shared/trace-export.ts';
import type { TraceSelectionReader } from '../../store/index.ts';
import { csvLines } from './csv-lines.ts';
import { jsonLines, otlpLines } from './json-lines.ts';
import { parquetFile } from './parquet-file.ts';

/** Makes a file piece by piece, none of them large; `onTrace` is called after each trace. */
type FileWriter = (reader: TraceSelectionReader, onTrace: () => void) => Generator<string | Uint8Array>;

export const FILE_WRITERS: Record<ExportFileFormat, FileWriter> = {
  jsonl: jsonLines,
  otlp: otlpLines,
  csv: csvLines,
  parquet: parquetFile,
};
