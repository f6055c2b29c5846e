import type { InfiniteData } from '@tanstack/react-query';
import type { TracePage, TraceSummary } from '../../../../shared/trace.ts';
import { mergeLive } from './merge-live.ts';

/** A page of the list, with the beginning of the range it was asked for (milliseconds): a live range moves on. */
export interface LoadedPage extends TracePage {
  readonly from: number;
}

export type TracePages = InfiniteData<LoadedPage>;

export function rowsOf(pages: TracePages | undefined): TraceSummary[] {
  return pages?.pages.flatMap((page) => page.traces) ?? [];
}

/**
 * The pages with live changes in them. All rows then stand on the first page: what matters of the others is the cursor.
 */
export function withChanges(pages: TracePages, changes: ReadonlyMap<string, TraceSummary>): TracePages {
  const from = pages.pages[0]?.from ?? 0;
  const inRange = new Map([...changes].filter(([, trace]) => Date.parse(trace.startTime) >= from));
  const hasMore = (pages.pages.at(-1)?.nextCursor ?? null) !== null;
  const merged = mergeLive(rowsOf(pages), inRange, hasMore);
  return {
    ...pages,
    pages: pages.pages.map((page, index) => ({ ...page, traces: index === 0 ? merged : [] })),
  };
}
