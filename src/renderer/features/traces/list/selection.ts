import type { TraceFilter } from '../../../../shared/trace.ts';
import type { TraceSelection } from '../../../../shared/trace-export.ts';

/** The marked traces: some by their ids, or all that match but some. */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

export const NOTHING_SELECTED: Selection = { kind: 'some', ids: new Set() };

export function isSelected(selection: Selection, traceId: string): boolean {
  return selection.kind === 'all' ? !selection.except.has(traceId) : selection.ids.has(traceId);
}

/** How many are marked where `total` match. */
export function countOf(selection: Selection, total: number): number {
  return selection.kind === 'all' ? Math.max(0, total - selection.except.size) : selection.ids.size;
}

export function toggled(selection: Selection, traceId: string): Selection {
  const ids = new Set(selection.kind === 'all' ? selection.except : selection.ids);
  if (!ids.delete(traceId)) ids.add(traceId);
  return selection.kind === 'all' ? { kind: 'all', except: ids } : { kind: 'some', ids };
}

/** Marks all of them, marked or not. */
export function withRange(selection: Selection, traceIds: readonly string[]): Selection {
  if (selection.kind === 'some') return { kind: 'some', ids: new Set([...selection.ids, ...traceIds]) };
  const range = new Set(traceIds);
  return { kind: 'all', except: new Set([...selection.except].filter((id) => !range.has(id))) };
}

/** As the engine takes it. `filter` is that of the list; where nothing is marked, all that match are meant. */
export function toTraceSelection(selection: Selection, filter: TraceFilter): TraceSelection {
  if (selection.kind === 'all') {
    return selection.except.size === 0 ? { filter } : { filter, except: [...selection.except] };
  }
  return selection.ids.size === 0 ? { filter } : { filter: {}, only: [...selection.ids] };
}
