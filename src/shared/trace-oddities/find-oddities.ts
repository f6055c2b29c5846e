import {
  EARLIEST_RIGHT_MICROS,
  LATEST_RIGHT_MICROS,
  MISSING_PARENT,
  NO_PARENT,
  type OutlineColumns,
  type TimeBounds,
} from '../trace-outline/index.ts';
import { isOnCycle, rowsOnCycles } from './cycles.ts';
import { MOST_ROWS, ODDITY_KINDS, type Oddity, type OddityKind } from './oddity.ts';

/** Of an outline, what oddities are found in. */
export interface OddityInput {
  readonly columns: Pick<OutlineColumns, 'parent' | 'startMicros' | 'durationMicros' | 'service' | 'kind'>;
  readonly originUnixNano: string;
  /** The stretch in which all but a few times lie (outlineBounds). */
  readonly bulk: TimeBounds;
  /** Rows, ascending, of spans that ended before they started: the columns have no duration for them. */
  readonly reversedRows: readonly number[];
  /** How many there are, should they be too many to be listed. */
  readonly reversedCount: number;
  /** Spans that came again after the first. */
  readonly duplicateSpans: number;
}

const PRODUCER = 4;
const CONSUMER = 5;
/** Clocks that differ by less are well set. */
const TOLERANCE_MICROS = 1_000;

/** Everything odd about a trace, in one pass over its columns; linear, also for chains and circles of a million. */
export function findOddities(input: OddityInput): Oddity[] {
  const { parent } = input.columns;
  const found = new Findings();
  const isOdd = relationsOf(input);
  const circles = rowsOnCycles(parent);
  const isOnCircle = new Uint8Array(parent.length);
  for (const row of circles) {
    isOnCircle[row] = 1;
    found.add('cycle', row, null);
  }
  let roots = 0;
  for (let row = 0; row < parent.length; row++) {
    if (parent[row] === NO_PARENT) {
      roots += 1;
      found.noteRoot(row);
    }
    isOdd(row, isOnCircle[row] === 1, (kind, micros) => found.add(kind, row, micros));
  }
  if (roots === 1) found.drop('severalRoots');
  if (roots === 0 && parent.length > 0) found.addCount('noRoot', 1);
  for (const row of input.reversedRows.slice(0, MOST_ROWS)) found.add('endBeforeStart', row, null);
  found.setCount('endBeforeStart', input.reversedCount);
  found.addCount('duplicates', input.duplicateSpans);
  return found.list();
}

/** What is odd about one span. */
export function odditiesOfSpan(input: OddityInput, row: number): OddityKind[] {
  const kinds: OddityKind[] = [];
  const isCyclic = isOnCycle(input.columns.parent, row);
  relationsOf(input)(row, isCyclic, (kind) => kinds.push(kind));
  if (input.reversedRows.includes(row)) kinds.push('endBeforeStart');
  if (isCyclic) kinds.push('cycle');
  return kinds;
}

type Note = (kind: OddityKind, micros: number | null) => void;

/** What can be told of a span by looking at it and its parent. In a circle nobody came before anybody. */
function relationsOf({
  columns,
  originUnixNano,
  bulk,
}: OddityInput): (row: number, isOnCircle: boolean, note: Note) => void {
  const { parent, startMicros, durationMicros, service, kind } = columns;
  const origin = Number(BigInt(originUnixNano) / 1_000n);
  const start = (row: number) => startMicros[row] ?? 0;
  const end = (row: number) => start(row) + (durationMicros[row] ?? 0);
  const isAbsurd = (row: number) =>
    start(row) < bulk.start ||
    end(row) > bulk.end ||
    origin + start(row) < EARLIEST_RIGHT_MICROS ||
    origin + end(row) >= LATEST_RIGHT_MICROS;
  return (row, isOnCircle, note) => {
    const above = parent[row] ?? NO_PARENT;
    const odd = isAbsurd(row);
    if (odd) note('absurdTime', null);
    if (above === MISSING_PARENT) note('missingParent', null);
    if (above === row) note('ownParent', null);
    if (above < 0 || above === row || isOnCircle || odd || isAbsurd(above)) return;
    const early = start(above) - start(row);
    // What is handed on by a message is expected to come after.
    const isAsync = kind[above] === PRODUCER || kind[row] === CONSUMER;
    const late = isAsync ? 0 : end(row) - end(above) - (durationMicros[above] ?? 0);
    if (early <= TOLERANCE_MICROS && late <= TOLERANCE_MICROS) return;
    if (service[row] !== service[above]) {
      note('clockSkew', Math.max(early, end(row) - end(above)));
    } else if (early > TOLERANCE_MICROS) {
      note('beforeParent', early);
    } else {
      note('afterParent', end(row) - end(above));
    }
  };
}

/** Counts by kind, with the first rows of each. */
class Findings {
  readonly #counts = new Map<OddityKind, number>();
  readonly #rows = new Map<OddityKind, number[]>();
  readonly #most = new Map<OddityKind, number>();

  noteRoot(row: number): void {
    this.add('severalRoots', row, null);
  }

  add(kind: OddityKind, row: number, micros: number | null): void {
    this.addCount(kind, 1);
    const rows = this.#rows.get(kind) ?? [];
    if (rows.length < MOST_ROWS) rows.push(row);
    this.#rows.set(kind, rows);
    if (micros !== null) this.#most.set(kind, Math.max(this.#most.get(kind) ?? 0, micros));
  }

  addCount(kind: OddityKind, count: number): void {
    if (count > 0) this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  setCount(kind: OddityKind, count: number): void {
    if (count > 0) this.#counts.set(kind, count);
  }

  drop(kind: OddityKind): void {
    this.#counts.delete(kind);
  }

  list(): Oddity[] {
    return ODDITY_KINDS.filter((kind) => this.#counts.has(kind)).map((kind) => ({
      kind,
      count: this.#counts.get(kind) ?? 0,
      rows: this.#rows.get(kind) ?? [],
      mostMicros: this.#most.get(kind) ?? null,
    }));
  }
}
