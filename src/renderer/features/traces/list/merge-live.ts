import type { TraceSummary } from '../../../../shared/trace.ts';

/**
 * The loaded rows with the live changes in them: known traces are replaced where they stand, new ones take their place
 * by start time (newest first). What belongs below the last loaded row is left out while there are more pages: it comes
 * with them.
 */
export function mergeLive(
  loaded: readonly TraceSummary[],
  changes: ReadonlyMap<string, TraceSummary>,
  hasMore: boolean,
): TraceSummary[] {
  if (changes.size === 0) return [...loaded];
  const known = new Set(loaded.map((trace) => trace.traceId));
  const oldest = loaded.at(-1);
  const fresh = [...changes.values()]
    .filter((trace) => !known.has(trace.traceId))
    .filter((trace) => !hasMore || oldest === undefined || isNewer(trace, oldest))
    .sort(byNewest);
  const merged: TraceSummary[] = [];
  let next = 0;
  for (const row of loaded) {
    for (let trace = fresh[next]; trace !== undefined && isNewer(trace, row); trace = fresh[++next]) {
      merged.push(trace);
    }
    merged.push(changes.get(row.traceId) ?? row);
  }
  return merged.concat(fresh.slice(next));
}

/** How many of the changes are traces that the list does not have yet. */
export function countNew(
  loaded: readonly TraceSummary[],
  changes: ReadonlyMap<string, TraceSummary>,
): number {
  const known = new Set(loaded.map((trace) => trace.traceId));
  return [...changes.keys()].filter((traceId) => !known.has(traceId)).length;
}

function isNewer(a: TraceSummary, b: TraceSummary): boolean {
  return byNewest(a, b) < 0;
}

function byNewest(a: TraceSummary, b: TraceSummary): number {
  const difference = Date.parse(b.startTime) - Date.parse(a.startTime);
  return difference !== 0 ? difference : a.traceId < b.traceId ? 1 : -1;
}
