import type { TraceOutline } from '../../../shared/trace.ts';

type SearchedColumns = Pick<TraceOutline, 'strings' | 'columns'>;

/**
 * The rows whose name, service, model, operation or span id contains the text, in the given order. Each distinct string
 * is compared once, however many spans bear it.
 */
export function searchSpans(outline: SearchedColumns, order: Int32Array, text: string): number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const matches = outline.strings.map((string) => string.toLowerCase().includes(wanted));
  const { name, service, model, operation, spanId } = outline.columns;
  const hits: number[] = [];
  for (const row of order) {
    const isHit =
      matches[name[row] ?? -1] === true ||
      matches[service[row] ?? -1] === true ||
      matches[model[row] ?? -1] === true ||
      matches[operation[row] ?? -1] === true ||
      spanId[row]?.startsWith(wanted) === true;
    if (isHit) hits.push(row);
  }
  return hits;
}

/** The next of `rows` after (or before) `from` in the tree's order, round the end; null when there is none. */
export function nextRow(
  rows: readonly number[],
  positionOf: Int32Array,
  from: number | null,
  direction: 1 | -1,
): number | null {
  const at = from === null ? (direction === 1 ? -1 : positionOf.length) : (positionOf[from] ?? -1);
  const ordered = direction === 1 ? rows : rows.toReversed();
  const ahead = ordered.find((row) => ((positionOf[row] ?? -1) - at) * direction > 0);
  return ahead ?? ordered[0] ?? null;
}
