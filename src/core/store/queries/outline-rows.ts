import type { Database } from 'better-sqlite3';
import { ByteStrings } from './byte-strings.ts';

/**
 * The spans of a trace in the order in which they are stored, column by column. Texts are numbers in `strings`, -1 for
 * none; times are nanoseconds, starts from the base that was asked for.
 */
export interface OutlineRows {
  readonly count: number;
  readonly strings: ByteStrings;
  readonly spanId: Uint32Array;
  readonly parentId: Uint32Array;
  readonly isRoot: Uint8Array;
  readonly start: Float64Array;
  /** Below 0 where a span ended before it started. */
  readonly duration: Float64Array;
  readonly name: Int32Array;
  readonly service: Int32Array;
  readonly operation: Int32Array;
  readonly model: Int32Array;
  readonly kind: Uint8Array;
  readonly status: Uint8Array;
  readonly usages: Map<number, OutlineUsage>;
}

/** Null where it is not known. */
export interface OutlineUsage {
  readonly input: number | null;
  readonly output: number | null;
  readonly cost: bigint | null;
}

/** Names and models are cut to so many characters: an outline holds many of them, and a list shows no more. */
const MOST_CHARACTERS = 200;
/** How many numbers of spans one statement goes through. */
const CHUNK = 8192;
/** Farther apart than this, it is cheaper to seek the next span than to pass over those of other traces. */
const FAR = 64;

/**
 * One text for all spans of a stretch: SQLite joins them several times faster than it hands over rows. Numbers end with
 * a comma; texts, in which anything may stand, have their length before them. Tokens and cost only of calls that count,
 * so that the sums over any part of the tree are right.
 */
const STRETCH = `
  SELECT CAST(group_concat(concat(
    span_id, coalesce(parent_span_id, '----------------'),
    start_ns - ?, ',', end_ns - start_ns, ',', kind, ',', status_code, ',', resource_no, ',',
    octet_length(substr(name, 1, ${MOST_CHARACTERS})), ',', substr(name, 1, ${MOST_CHARACTERS}),
    iif(coalesce(operation, model, input_tokens, output_tokens, cost_nanos) IS NULL, '0', concat(
      '1', octet_length(operation), ',', operation,
      octet_length(substr(model, 1, ${MOST_CHARACTERS})), ',', substr(model, 1, ${MOST_CHARACTERS}),
      iif(counted = 0, NULL, input_tokens), ',', iif(counted = 0, NULL, output_tokens), ',',
      iif(counted = 0, NULL, cost_nanos), ','
    ))
  ), '') AS BLOB)
  FROM spans WHERE span_no BETWEEN ? AND ? AND +trace_no = ?`;

export function readOutlineRows(db: Database, traceNo: number, base: bigint): OutlineRows {
  const { count, stretches } = stretchesOf(db, traceNo);
  const rows = emptyRows(count);
  const serviceOf = serviceNumbers(db, rows.strings);
  const statement = db.prepare<[bigint, number, number, number], Uint8Array | null>(STRETCH).pluck();
  let row = 0;
  for (const { first, last } of stretches) {
    for (let from = first; from <= last; from += CHUNK) {
      const bytes = statement.get(base, from, Math.min(from + CHUNK - 1, last), traceNo);
      if (bytes == null) continue;
      const cursor = new Cursor(bytes);
      while (!cursor.isAtEnd) readRow(cursor, rows, row++, serviceOf);
    }
  }
  return rows;
}

/** Where in `spans` the trace lies. Traces that came in pieces lie between others. */
function stretchesOf(db: Database, traceNo: number) {
  const [first = 0, last = -1, count = 0] =
    db
      .prepare<[number], number[]>(
        'SELECT min(span_no), max(span_no), count(*) FROM spans WHERE trace_no = ?',
      )
      .raw()
      .get(traceNo) ?? [];
  if (last - first + 1 <= count * 2) return { count, stretches: [{ first, last }] };
  const numbers = db.prepare<[number], number>('SELECT span_no FROM spans WHERE trace_no = ?').pluck();
  const stretches: { first: number; last: number }[] = [];
  for (const number of Float64Array.from(numbers.all(traceNo)).sort()) {
    const current = stretches.at(-1);
    if (current !== undefined && number - current.last <= FAR) current.last = number;
    else stretches.push({ first: number, last: number });
  }
  return { count, stretches };
}

function emptyRows(count: number): OutlineRows {
  return {
    count,
    strings: new ByteStrings(),
    spanId: new Uint32Array(2 * count),
    parentId: new Uint32Array(2 * count),
    isRoot: new Uint8Array(count),
    start: new Float64Array(count),
    duration: new Float64Array(count),
    name: new Int32Array(count),
    service: new Int32Array(count),
    operation: new Int32Array(count).fill(-1),
    model: new Int32Array(count).fill(-1),
    kind: new Uint8Array(count),
    status: new Uint8Array(count),
    usages: new Map(),
  };
}

function serviceNumbers(db: Database, strings: ByteStrings): (resourceNo: number) => number {
  const numbers = new Map<number, number>();
  const statement = db
    .prepare<[number], string>(
      `SELECT substr(service, 1, ${MOST_CHARACTERS}) FROM resources WHERE resource_no = ?`,
    )
    .pluck();
  return (resourceNo) => {
    let number = numbers.get(resourceNo);
    if (number === undefined)
      numbers.set(resourceNo, (number = strings.addText(statement.get(resourceNo) ?? '')));
    return number;
  };
}

function readRow(cursor: Cursor, rows: OutlineRows, row: number, serviceOf: (no: number) => number): void {
  rows.spanId[2 * row] = cursor.hexWord();
  rows.spanId[2 * row + 1] = cursor.hexWord();
  rows.isRoot[row] = cursor.isDash ? 1 : 0;
  rows.parentId[2 * row] = cursor.hexWord();
  rows.parentId[2 * row + 1] = cursor.hexWord();
  rows.start[row] = cursor.number() ?? 0;
  rows.duration[row] = cursor.number() ?? 0;
  rows.kind[row] = cursor.number() ?? 0;
  rows.status[row] = cursor.number() ?? 0;
  rows.service[row] = serviceOf(cursor.number() ?? 0);
  rows.name[row] = cursor.text(rows.strings, cursor.number() ?? 0);
  if (cursor.digit() === 0) return;
  const operation = cursor.number();
  if (operation !== null) rows.operation[row] = cursor.text(rows.strings, operation);
  const model = cursor.number();
  if (model !== null) rows.model[row] = cursor.text(rows.strings, model);
  const usage = { input: cursor.number(), output: cursor.number(), cost: cursor.integer() };
  if (usage.input !== null || usage.output !== null || usage.cost !== null) rows.usages.set(row, usage);
}

const COMMA = 44;
const DASH = 45;
const ZERO = 48;

/** Reads the text of a stretch from front to back. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  get isDash(): boolean {
    return this.#bytes[this.#at] === DASH;
  }

  /** Eight hex digits as 32 bits. */
  hexWord(): number {
    let word = 0;
    for (const end = this.#at + 8; this.#at < end; this.#at++) {
      const code = this.#bytes[this.#at] ?? 0;
      // '0' to '9' have their value in the lower four bits; letters have bit 6 set and theirs less nine.
      word = (word << 4) | ((code & 15) + (code >> 6) * 9);
    }
    return word >>> 0;
  }

  digit(): number {
    return (this.#bytes[this.#at++] ?? ZERO) - ZERO;
  }

  /** A whole number and its comma; null where there is only the comma. */
  number(): number | null {
    const from = this.#at;
    const isNegative = this.#bytes[from] === DASH;
    if (isNegative) this.#at++;
    let value = 0;
    for (
      let code = this.#bytes[this.#at++];
      code !== COMMA && code !== undefined;
      code = this.#bytes[this.#at++]
    ) {
      value = value * 10 + (code - ZERO);
    }
    if (this.#at === from + 1) return null;
    return isNegative ? -value : value;
  }

  /** The same, exact whatever its size. */
  integer(): bigint | null {
    const from = this.#at;
    this.#at = this.#bytes.indexOf(COMMA, from) + 1;
    if (this.#at === from + 1) return null;
    return BigInt(String.fromCharCode(...this.#bytes.subarray(from, this.#at - 1)));
  }

  text(strings: ByteStrings, length: number): number {
    const from = this.#at;
    this.#at += length;
    return strings.add(this.#bytes, from, this.#at);
  }
}
