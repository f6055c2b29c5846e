import type { NewView, SavedView } from '../../../../shared/saved-view.ts';
import { lastRangeSearch, type RangeSearch, type TimeRange } from '../../../lib/time-range.ts';
import type { GridLayout } from '../../../ui/data-grid/index.ts';
import { sortingSearch, type ListSearch, type Sorting } from './list-search.ts';
import { addressOf, type TraceAddress, type TraceSearch } from './trace-search.ts';

/** What is on screen, as a view keeps it. */
export type ViewContent = Omit<NewView, 'name'>;

export function contentOf(
  search: TraceSearch,
  { sort, order }: Sorting,
  range: TimeRange,
  columns: GridLayout,
): ViewContent {
  return {
    filter: search.q,
    sort,
    order,
    range:
      range.kind === 'last'
        ? { kind: 'last', key: range.key }
        : { kind: 'fixed', from: range.from, to: range.to },
    columns,
  };
}

/** The search parameters that show the view, for a navigation: what the view does not say is taken away. */
export function searchOf(view: SavedView): TraceAddress & ListSearch & RangeSearch {
  const range: RangeSearch =
    view.range.kind === 'last'
      ? lastRangeSearch(view.range.key)
      : { range: undefined, from: view.range.from, to: view.range.to };
  return {
    ...addressOf({ q: view.filter }),
    ...sortingSearch(view),
    ...range,
    saved: view.id,
  };
}

/** Whether what is on screen is what the view keeps. */
export function isUnchanged(view: ViewContent, shown: ViewContent): boolean {
  const { columns, ...rest } = pick(view);
  const { columns: shownColumns, ...shownRest } = pick(shown);
  return (
    canonical(rest) === canonical(shownRest) &&
    (columns === null || canonical(columns) === canonical(shownColumns))
  );
}

function pick({ filter, sort, order, range, columns }: ViewContent): ViewContent {
  return { filter, sort, order, range, columns };
}

/** As text, whatever the order in which keys were set. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
