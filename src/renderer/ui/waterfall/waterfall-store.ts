import { createStore } from 'zustand';
import { panWindow, wholeTrace, zoomWindow, type TimeWindow } from './time-window.ts';

/** How one trace is being looked at; shared by the parts of one waterfall. */
export interface WaterfallState {
  /** Span ids, so that they survive a refresh of the columns. */
  readonly collapsed: ReadonlySet<string>;
  /** Null shows the whole trace, also while it grows. */
  readonly window: TimeWindow | null;
  readonly query: string;
  readonly onlyModelCalls: boolean;
  readonly showCriticalPath: boolean;
  readonly hoveredSpan: string | null;
}

export interface WaterfallActions {
  readonly collapse: (spanIds: Iterable<string>) => void;
  readonly expand: (spanIds: Iterable<string>) => void;
  readonly expandAll: () => void;
  readonly setWindow: (window: TimeWindow | null) => void;
  /** Around `anchor`, or the middle of what is shown. */
  readonly zoom: (factor: number, durationMicros: number, anchor?: number) => void;
  readonly pan: (byMicros: number, durationMicros: number) => void;
  readonly search: (query: string) => void;
  readonly setOnlyModelCalls: (only: boolean) => void;
  readonly setShowCriticalPath: (show: boolean) => void;
  readonly hover: (spanId: string | null) => void;
}

export type WaterfallStore = ReturnType<typeof createWaterfallStore>;

export function createWaterfallStore() {
  return createStore<WaterfallState & WaterfallActions>()((set) => ({
    collapsed: new Set(),
    window: null,
    query: '',
    onlyModelCalls: false,
    showCriticalPath: false,
    hoveredSpan: null,
    collapse: (spanIds) => set(({ collapsed }) => ({ collapsed: new Set([...collapsed, ...spanIds]) })),
    expand: (spanIds) =>
      set(({ collapsed }) => {
        const remaining = new Set(collapsed);
        for (const spanId of spanIds) remaining.delete(spanId);
        return { collapsed: remaining };
      }),
    expandAll: () => set({ collapsed: new Set() }),
    setWindow: (window) => set({ window }),
    zoom: (factor, durationMicros, anchor) =>
      set(({ window }) => {
        const current = window ?? wholeTrace(durationMicros);
        const zoomed = zoomWindow(
          current,
          factor,
          anchor ?? (current.start + current.end) / 2,
          durationMicros,
        );
        return { window: zoomed.end - zoomed.start >= wholeTrace(durationMicros).end ? null : zoomed };
      }),
    pan: (byMicros, durationMicros) =>
      set(({ window }) => (window === null ? {} : { window: panWindow(window, byMicros, durationMicros) })),
    search: (query) => set({ query }),
    setOnlyModelCalls: (onlyModelCalls) => set({ onlyModelCalls }),
    setShowCriticalPath: (showCriticalPath) => set({ showCriticalPath }),
    hover: (hoveredSpan) => set((state) => (state.hoveredSpan === hoveredSpan ? state : { hoveredSpan })),
  }));
}
