import { z } from 'zod';
import {
  sortOrderSchema,
  traceSortSchema,
  type SortOrder,
  type TraceSort,
} from '../../../../shared/trace-list.ts';

/** How the list is ordered, and which saved view is open, as it stands in the URL beside the filters. */
export const listSearchSchema = z.object({
  sort: traceSortSchema.optional().catch(undefined),
  order: sortOrderSchema.optional().catch(undefined),
  saved: z.string().max(100).optional().catch(undefined),
});
export type ListSearch = z.infer<typeof listSearchSchema>;

export interface Sorting {
  readonly sort: TraceSort;
  readonly order: SortOrder;
}

export function sortingOf({ sort = 'start', order = 'desc' }: ListSearch): Sorting {
  return { sort, order };
}

/** For the URL, where newest first is not said. */
export function sortingSearch({ sort, order }: Sorting): Pick<ListSearch, 'sort' | 'order'> {
  return { sort: sort === 'start' ? undefined : sort, order: order === 'desc' ? undefined : order };
}

/** What a press on a column's name leads to: most first, then least first, then newest first again. */
export function nextSorting(current: Sorting, sort: TraceSort): Sorting {
  if (current.sort !== sort) return { sort, order: 'desc' };
  if (current.order === 'desc') return { sort, order: 'asc' };
  return { sort: 'start', order: 'desc' };
}
