import {
  comesBefore,
  type ListedTrace,
  type SortOrder,
  type TraceWindow,
} from '../../../../shared/trace-list.ts';

/**
 * A list of any length of which only some parts are here: rows, and gaps of which no more is known than about how many
 * rows they hold. Two gaps never touch; what lies around a gap says where its rows are to be asked for.
 */
export type Segment =
  | { readonly kind: 'rows'; readonly rows: readonly ListedTrace[] }
  | { readonly kind: 'gap'; readonly count: number };
export type Segments = readonly Segment[];

/** Which rows of a list are in sight: from `first` to `last`, both included. */
export interface Sight {
  readonly first: number;
  readonly last: number;
}

type Part = Pick<TraceWindow, 'after' | 'before' | 'offset' | 'limit' | 'fromEnd'>;

/** Rows that are asked for at once, and how many are kept on either side of what is in sight. */
export const PAGE = 200;
const KEPT = 600;

/** A list of which nothing is here yet. */
export function unknownList(count: number): Segments {
  return [{ kind: 'gap', count: Math.max(1, count) }];
}

export function lengthOf(segments: Segments): number {
  return segments.reduce((sum, segment) => sum + sizeOf(segment), 0);
}

export function rowAt(segments: Segments, index: number): ListedTrace | undefined {
  let start = 0;
  for (const segment of segments) {
    const size = sizeOf(segment);
    if (index < start + size) return segment.kind === 'rows' ? segment.rows[index - start] : undefined;
    start += size;
  }
  return undefined;
}

/** -1 when the trace is not among the rows that are here. */
export function indexOfTrace(segments: Segments, traceId: string): number {
  let start = 0;
  for (const segment of segments) {
    if (segment.kind === 'rows') {
      const index = segment.rows.findIndex((row) => row.traceId === traceId);
      if (index !== -1) return start + index;
    }
    start += sizeOf(segment);
  }
  return -1;
}

export function loadedRows(segments: Segments): ListedTrace[] {
  return segments.flatMap((segment) => (segment.kind === 'rows' ? segment.rows : []));
}

/** The part to ask for next so that what is in sight is here; null when it is. */
export function missingPart(segments: Segments, { first, last }: Sight): Part | null {
  let start = 0;
  for (const [at, segment] of segments.entries()) {
    const size = sizeOf(segment);
    const end = start + size;
    if (segment.kind === 'gap' && start <= last && end > first) {
      // A gap thought to be a page is asked for one row more: else a full answer would not tell that it is all.
      const bounds = { ...boundsOf(segments, at), limit: size === PAGE ? PAGE + 1 : PAGE };
      if (start >= first || size <= PAGE) return { ...bounds, offset: 0, fromEnd: false };
      const offset = Math.max(0, first - start - PAGE / 4);
      const reachesEnd = end <= last + 1 || offset + PAGE >= size;
      return reachesEnd ? { ...bounds, offset: 0, fromEnd: true } : { ...bounds, offset, fromEnd: false };
    }
    start = end;
  }
  return null;
}

/** The list with the answer to a part in it; unchanged when its gap is not there any more. */
export function withPart(segments: Segments, part: Part, rows: readonly ListedTrace[]): Segments {
  const at = segments.findIndex((segment, index) => {
    const bounds = boundsOf(segments, index);
    return segment.kind === 'gap' && bounds.after === part.after && bounds.before === part.before;
  });
  const gap = segments[at];
  if (gap?.kind !== 'gap') return segments;
  // Fewer rows than asked for are all there are on that side; as many may be followed by more than was thought.
  const rest = rows.length < part.limit ? 0 : Math.max(1, gap.count - part.offset - rows.length);
  const above = part.fromEnd ? rest : part.offset;
  const below = part.fromEnd ? 0 : rest;
  const ids = new Set(rows.map((row) => row.traceId));
  return joined([
    ...segments.slice(0, at).map((segment) => without(segment, ids)),
    { kind: 'gap', count: above },
    { kind: 'rows', rows },
    { kind: 'gap', count: below },
    ...segments.slice(at + 1).map((segment) => without(segment, ids)),
  ]);
}

/** The list without the rows that are far from what is in sight: they become gaps again. */
export function trimmed(segments: Segments, { first, last }: Sight): Segments {
  let start = 0;
  const kept = segments.flatMap((segment): Segment[] => {
    const from = Math.max(0, first - KEPT - start);
    const to = last + 1 + KEPT - start;
    const size = sizeOf(segment);
    start += size;
    if (segment.kind === 'gap' || (from === 0 && to >= size)) return [segment];
    if (from >= size || to <= 0) return [{ kind: 'gap', count: size }];
    return [
      { kind: 'gap', count: from },
      { kind: 'rows', rows: segment.rows.slice(from, to) },
      { kind: 'gap', count: Math.max(0, size - to) },
    ];
  });
  return joined(kept);
}

/** The list after its whole length became known anew: the largest gap takes the difference. */
export function withTotal(segments: Segments, total: number): Segments {
  const largest = segments.reduce(
    (best, segment, index) =>
      segment.kind === 'gap' && (best === -1 || sizeOf(segment) > sizeOf(segments[best])) ? index : best,
    -1,
  );
  const gap = segments[largest];
  if (gap?.kind !== 'gap') return segments;
  const count = Math.max(1, gap.count + total - lengthOf(segments));
  if (count === gap.count) return segments;
  return segments.map((segment, index) => (index === largest ? { kind: 'gap', count } : segment));
}

/**
 * The list with traces that came or changed: those that are here are replaced, new ones stand where they belong among
 * the rows. What belongs into a gap comes when the gap is looked at.
 */
export function withChanges(
  segments: Segments,
  changes: ReadonlyMap<string, ListedTrace>,
  order: SortOrder,
): Segments {
  const settled = new Set<string>();
  const replaced = segments.map((segment): Segment => {
    if (segment.kind === 'gap') return segment;
    const rows = segment.rows.flatMap((row) => {
      const change = changes.get(row.traceId);
      if (change === undefined) return [row];
      // A trace whose place changed is taken out here and put in below.
      if (change.position !== row.position) return [];
      settled.add(row.traceId);
      return [change];
    });
    return { kind: 'rows', rows };
  });
  const coming = [...changes.values()]
    .filter(({ traceId }) => !settled.has(traceId))
    .sort((a, b) => (comesBefore(a.position, b.position, order) ? -1 : 1));
  return joined(coming.length === 0 ? replaced : inserted(joined(replaced), coming, order));
}

/** Whether the trace would stand among the rows that are here, and not in a gap. */
export function hasPlace(segments: Segments, trace: ListedTrace, order: SortOrder): boolean {
  return segmentFor(segments, trace, order) !== -1;
}

function inserted(segments: Segments, coming: readonly ListedTrace[], order: SortOrder): Segment[] {
  if (segments.length === 0) return [{ kind: 'rows', rows: coming }];
  const bySegment = new Map<number, ListedTrace[]>();
  for (const trace of coming) {
    const at = segmentFor(segments, trace, order);
    if (at !== -1) bySegment.set(at, [...(bySegment.get(at) ?? []), trace]);
  }
  return segments.map((segment, index) => {
    const more = bySegment.get(index);
    if (more === undefined || segment.kind === 'gap') return segment;
    return { kind: 'rows', rows: mergedRows(segment.rows, more, order) };
  });
}

/** The index of the rows among which the trace belongs; -1: it belongs into a gap. */
function segmentFor(segments: Segments, { position }: ListedTrace, order: SortOrder): number {
  return segments.findIndex((segment, index) => {
    if (segment.kind === 'gap') return false;
    const [first, last] = [segment.rows[0], segment.rows.at(-1)];
    if (first === undefined || last === undefined) return false;
    const isAbove = comesBefore(position, first.position, order);
    const isBelow = comesBefore(last.position, position, order);
    return (!isAbove || index === 0) && (!isBelow || index === segments.length - 1);
  });
}

function mergedRows(
  rows: readonly ListedTrace[],
  more: readonly ListedTrace[],
  order: SortOrder,
): ListedTrace[] {
  const merged: ListedTrace[] = [];
  let next = 0;
  for (const row of rows) {
    for (
      let trace = more[next];
      trace !== undefined && comesBefore(trace.position, row.position, order);
      trace = more[++next]
    ) {
      merged.push(trace);
    }
    merged.push(row);
  }
  return merged.concat(more.slice(next));
}

function sizeOf(segment: Segment | undefined): number {
  if (segment === undefined) return 0;
  return segment.kind === 'rows' ? segment.rows.length : segment.count;
}

function boundsOf(segments: Segments, at: number): Pick<Part, 'after' | 'before'> {
  const [above, below] = [segments[at - 1], segments[at + 1]];
  return {
    after: above?.kind === 'rows' ? (above.rows.at(-1)?.position ?? null) : null,
    before: below?.kind === 'rows' ? (below.rows[0]?.position ?? null) : null,
  };
}

function without(segment: Segment, ids: ReadonlySet<string>): Segment {
  if (segment.kind === 'gap' || !segment.rows.some((row) => ids.has(row.traceId))) return segment;
  return { kind: 'rows', rows: segment.rows.filter((row) => !ids.has(row.traceId)) };
}

/** Neighbours of a kind become one; what is empty goes. */
function joined(segments: readonly Segment[]): Segments {
  const result: Segment[] = [];
  for (const segment of segments) {
    if (sizeOf(segment) === 0) continue;
    const before = result.at(-1);
    if (before?.kind === 'rows' && segment.kind === 'rows') {
      result[result.length - 1] = { kind: 'rows', rows: [...before.rows, ...segment.rows] };
    } else if (before?.kind === 'gap' && segment.kind === 'gap') {
      result[result.length - 1] = { kind: 'gap', count: before.count + segment.count };
    } else result.push(segment);
  }
  return result;
}
