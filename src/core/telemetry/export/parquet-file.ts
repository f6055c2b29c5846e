import {
  ByteWriter,
  ParquetWriter,
  type BasicType,
  type ColumnSource,
  type SchemaElement,
} from 'hyparquet-writer';
import { schemaFromColumnData } from 'hyparquet-writer';
import type { TraceSummary } from '../../../shared/trace.ts';
import type { TraceSelectionReader } from '../../store/index.ts';

interface Column {
  name: string;
  type: BasicType;
  nullable: boolean;
  value: (trace: TraceSummary) => unknown;
}

const bigintOf = (value: string | number | null) => (value === null ? null : BigInt(value));

/** Names as data tools like them; types so that sums and times work without conversion. */
const COLUMNS: readonly Column[] = [
  { name: 'trace_id', type: 'STRING', nullable: false, value: (trace) => trace.traceId },
  { name: 'name', type: 'STRING', nullable: false, value: (trace) => trace.name },
  { name: 'service', type: 'STRING', nullable: false, value: (trace) => trace.service },
  { name: 'start_time', type: 'TIMESTAMP', nullable: false, value: (trace) => new Date(trace.startTime) },
  { name: 'duration_ms', type: 'DOUBLE', nullable: false, value: (trace) => trace.durationMs },
  { name: 'status', type: 'STRING', nullable: false, value: (trace) => trace.status },
  { name: 'span_count', type: 'INT32', nullable: false, value: (trace) => trace.spanCount },
  { name: 'error_count', type: 'INT32', nullable: false, value: (trace) => trace.errorCount },
  { name: 'provider', type: 'STRING', nullable: true, value: (trace) => trace.provider },
  { name: 'model', type: 'STRING', nullable: true, value: (trace) => trace.model },
  { name: 'call_count', type: 'INT32', nullable: false, value: (trace) => trace.callCount },
  { name: 'input_tokens', type: 'INT64', nullable: true, value: (trace) => bigintOf(trace.inputTokens) },
  { name: 'output_tokens', type: 'INT64', nullable: true, value: (trace) => bigintOf(trace.outputTokens) },
  { name: 'cost_nanos', type: 'INT64', nullable: true, value: (trace) => bigintOf(trace.costNanos) },
  { name: 'unpriced_calls', type: 'INT32', nullable: false, value: (trace) => trace.unpricedCalls },
  { name: 'session_id', type: 'STRING', nullable: true, value: (trace) => trace.sessionId },
  { name: 'user_id', type: 'STRING', nullable: true, value: (trace) => trace.userId },
];

/** A row group is held in memory until it is whole: so many rows, or so much text, and no more. */
const GROUP_ROWS = 10_000;
const GROUP_CHARACTERS = 8 * 1024 * 1024;

/** The summaries as an Apache Parquet file, a row a trace, in row groups of bounded size, Snappy within. */
export function* parquetFile(reader: TraceSelectionReader, onTrace: () => void): Generator<Uint8Array> {
  const writer = new DrainedWriter();
  const file = new ParquetWriter({ writer, schema: schema(), createdBy: 'Signalbox' });
  let rows: TraceSummary[] = [];
  let characters = 0;
  for (const trace of reader.traces()) {
    const summary = reader.summary(trace);
    onTrace();
    if (summary === null) continue;
    rows.push(summary);
    characters += summary.name.length + summary.service.length;
    if (rows.length < GROUP_ROWS && characters < GROUP_CHARACTERS) continue;
    yield writeGroup(file, writer, rows);
    rows = [];
    characters = 0;
  }
  if (rows.length > 0) yield writeGroup(file, writer, rows);
  void file.finish();
  yield writer.drain();
}

function writeGroup(file: ParquetWriter, writer: DrainedWriter, rows: readonly TraceSummary[]): Uint8Array {
  void file.write({ columnData: columnsOf(rows), rowGroupSize: rows.length });
  return writer.drain();
}

function columnsOf(rows: readonly TraceSummary[]): ColumnSource[] {
  return COLUMNS.map(({ name, value }) => ({ name, data: rows.map(value) }));
}

function schema(): SchemaElement[] {
  return schemaFromColumnData({
    columnData: COLUMNS.map(({ name, type, nullable }) => ({ name, type, nullable, data: [] })),
  });
}

/** Gives away what was written so far and begins again at the front of its buffer; offsets in the file go on. */
class DrainedWriter extends ByteWriter {
  drain(): Uint8Array {
    const bytes = this.getBytes().slice();
    this.index = 0;
    return bytes;
  }
}
