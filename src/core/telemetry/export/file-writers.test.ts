import { parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TraceFilter } from '../../../shared/trace.ts';
import type { ExportFileFormat, TraceSelection } from '../../../shared/trace-export.ts';
import { TraceReader, TraceSelectionReader } from '../../store/index.ts';
import { MILLI, modelCall, NOON, spanIdOf, storedSpan, traceIdOf } from '../../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../../store/testing/temporary-store.ts';
import { decodeTraces } from '../otlp/index.ts';
import { Chunks } from './chunks.ts';
import { FILE_WRITERS } from './file-writers.ts';

const HOSTILE = `=HYPERLINK("http://evil"),\r\n\u202E<script>alert(1)</script>\u0000"`;

let store: TemporaryStore;
beforeEach(() => {
  store = temporaryStore();
});
afterEach(() => store.close());

function write(traces: number): void {
  const spans = Array.from({ length: traces }, (_, index) => {
    const number = index + 1;
    const root = storedSpan({
      span: {
        traceId: traceIdOf(number),
        spanId: spanIdOf(2 * number),
        name: number === 2 ? HOSTILE : `work ${number}`,
        startUnixNano: NOON + BigInt(index) * MILLI,
        attributes: { 'text.of': `é ${number}`, nested: ['a', { kvlistValue: { b: 1.5 } }] },
        statusCode: number % 2 === 0 ? 2 : 0,
      },
    });
    const call = modelCall({
      span: {
        traceId: traceIdOf(number),
        spanId: spanIdOf(2 * number + 1),
        parentSpanId: spanIdOf(2 * number),
        startUnixNano: NOON + BigInt(index) * MILLI,
        events: [
          {
            name: 'event',
            timeUnixNano: NOON,
            attributes: { big: { intValue: '9223372036854775807' } },
            droppedAttributes: 0,
          },
        ],
      },
    });
    return [root, call];
  });
  for (let first = 0; first < spans.length; first += 500) {
    store.writer.write(spans.slice(first, first + 500).flat());
  }
}

function fileOf(format: ExportFileFormat, selection: Partial<TraceSelection> = {}): Buffer {
  const reader = new TraceSelectionReader(store.db, { filter: {}, ...selection });
  let traces = 0;
  const chunks = new Chunks(FILE_WRITERS[format](reader, () => (traces += 1)));
  const gathered: Uint8Array[] = [];
  for (let chunk = chunks.next(); chunk !== null; chunk = chunks.next()) gathered.push(chunk);
  expect(traces).toBe(reader.total);
  return Buffer.concat(gathered);
}

const listed = (filter: TraceFilter = {}) =>
  new TraceReader(store.db).list({ filter, limit: 1000, cursor: null }).traces;

describe('a file of many traces', () => {
  it('is a trace a line, newest first, in JSON lines', async () => {
    write(3);
    const lines = fileOf('jsonl').toString().trimEnd().split('\n');
    const traces = lines.map((line) => JSON.parse(line) as { traceId: string; spans: { name: string }[] });
    expect(traces.map(({ traceId }) => traceId)).toEqual([3, 2, 1].map(traceIdOf));
    expect(traces[1]?.spans.map(({ name }) => name)).toEqual([HOSTILE, 'work']);
  });

  it('has the same spans again when its OTLP lines are taken in', async () => {
    write(4);
    const lines = fileOf('otlp').toString().trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    const copy = temporaryStore();
    for (const line of lines) {
      const { spans } = decodeTraces(Buffer.from(line), 'json');
      copy.writer.write(spans.map((span) => ({ ...storedSpan({ span }), span })));
    }
    for (const { traceId } of listed()) {
      expect(copy.reader.trace(traceId)?.map(({ span }) => span)).toEqual(
        store.reader.trace(traceId)?.map(({ span }) => span),
      );
    }
    copy.close();
  });

  it('spreads the spans of a long trace over several OTLP lines', async () => {
    store.writer.write(
      Array.from({ length: 1100 }, (_, index) => storedSpan({ span: { spanId: spanIdOf(index + 1) } })),
    );
    const lines = fileOf('otlp').toString().trimEnd().split('\n');
    expect(lines.map((line) => decodeTraces(Buffer.from(line), 'json').spans.length)).toEqual([512, 512, 76]);
  });

  it('is CSV whose cells no spreadsheet calculates', async () => {
    write(3);
    const rows = parseCsv(fileOf('csv').toString());
    expect(rows).toHaveLength(4);
    expect(rows[0]?.slice(0, 4)).toEqual(['traceId', 'name', 'service', 'startTime']);
    expect(rows.map((row) => row[1])).toEqual(['name', 'work 3', `'${HOSTILE}`, 'work 1']);
    expect(rows[1]?.[rows[0]?.indexOf('costNanos') ?? 0]).toBe('450000');
  });

  it('is Parquet that another reader reads', async () => {
    write(3);
    const bytes = fileOf('parquet');
    const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
    expect(rows).toHaveLength(3);
    expect(rows[1]).toMatchObject({
      trace_id: traceIdOf(2),
      name: HOSTILE,
      status: 'error',
      start_time: new Date(Number(NOON / MILLI) + 1),
      duration_ms: 1000,
      input_tokens: 100n,
      cost_nanos: 450_000n,
      session_id: null,
    });
  });

  it.each(['jsonl', 'otlp', 'csv', 'parquet'] as const)(
    'of nothing is a valid file of %s',
    async (format) => {
      const bytes = fileOf(format);
      if (format === 'parquet') {
        expect(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })).toEqual([]);
      } else expect(bytes.toString().split('\r\n').length).toBe(format === 'csv' ? 2 : 1);
    },
  );

  it('has what is selected: by filter, by name, or all but some', async () => {
    write(5);
    const idsOf = (selection: Partial<TraceSelection>) =>
      parseCsv(fileOf('csv', selection).toString())
        .slice(1)
        .map(([id]) => Number.parseInt(id ?? '', 16));
    expect(idsOf({ filter: { status: 'error' } })).toEqual([4, 2]);
    expect(idsOf({ only: [traceIdOf(1), traceIdOf(5), traceIdOf(99)] })).toEqual([5, 1]);
    expect(idsOf({ except: [traceIdOf(2)] })).toEqual([5, 4, 3, 1]);
  });
});

/** RFC 4180, as strictly as it is written. */
function parseCsv(text: string): string[][] {
  expect(text.endsWith('\r\n')).toBe(true);
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
