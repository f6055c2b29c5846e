import { createStore } from 'zustand';
import type { TimeBounds } from '../../../shared/trace-outline/index.ts';
import type { Folds } from './folds.ts';
import { covers, panWindow, windowOver, zoomWindow, type TimeWindow } from './time-window.ts';

/** How far a window may go, and what it shows at first. */
export interface WindowBounds {
  readonly all: TimeBounds;
  readonly bulk: TimeBounds;
}

/** How one trace is being looked at; shared by the parts of one waterfall. */
export interface WaterfallState {
  /** Null while nothing was collapsed or opened. */
  readonly folds: Folds | null;
  /** Null shows the bulk of the trace, also while it grows. */
  readonly window: TimeWindow | null;
  readonly query: string;
  readonly hoveredRow: number | null;
  /** The first member of the group that is selected instead of a span. */
  readonly selectedGroup: number | null;
}

export interface WaterfallActions {
  readonly setFolds: (folds: Folds) => void;
  readonly setWindow: (window: TimeWindow | null) => void;
  /** Around `anchor`, or the middle of what is shown. */
  readonly zoom: (factor: number, bounds: WindowBounds, anchor?: number) => void;
  readonly pan: (byMicros: number, bounds: WindowBounds) => void;
  readonly search: (query: string) => void;
  readonly hover: (row: number | null) => void;
  readonly selectGroup: (firstMember: number | null) => void;
}

export type WaterfallStore = ReturnType<typeof createWaterfallStore>;

export function createWaterfallStore() {
  return createStore<WaterfallState & WaterfallActions>()((set) => ({
    folds: null,
    window: null,
    query: '',
    hoveredRow: null,
    selectedGroup: null,
    setFolds: (folds) => set({ folds }),
    setWindow: (window) => set({ window }),
    zoom: (factor, { all, bulk }, anchor) =>
      set(({ window }) => {
        const current = window ?? windowOver(bulk);
        const zoomed = zoomWindow(current, factor, anchor ?? (current.start + current.end) / 2, all);
        return { window: covers(zoomed, all) && covers(bulk, all) ? null : zoomed };
      }),
    pan: (byMicros, { all, bulk }) =>
      set(({ window }) => ({ window: panned(window, byMicros, { all, bulk }) })),
    search: (query) => set({ query }),
    hover: (hoveredRow) => set((state) => (state.hoveredRow === hoveredRow ? state : { hoveredRow })),
    selectGroup: (selectedGroup) => set({ selectedGroup }),
  }));
}

/** The whole of a trace has nowhere to go. */
function panned(window: TimeWindow | null, byMicros: number, { all, bulk }: WindowBounds): TimeWindow | null {
  if (window === null && covers(bulk, all)) return null;
  return panWindow(window ?? windowOver(bulk), byMicros, all);
}
