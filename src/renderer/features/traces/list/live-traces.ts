import { createStore } from 'zustand';
import type { TraceSummary } from '../../../../shared/trace.ts';

type Changes = ReadonlyMap<string, TraceSummary>;

/** Changes that have come over the live subscription and are not in the list yet. */
export interface LiveTraces {
  readonly isPaused: boolean;
  readonly held: Changes;
  /** Traces that came in with the last changes, to be pointed out. */
  readonly fresh: ReadonlySet<string>;
  readonly hold: (traces: readonly TraceSummary[]) => void;
  /** Gives what is held, which then counts as shown. */
  readonly release: () => Changes;
  readonly pause: () => void;
  readonly resume: () => void;
  /** For another list: nothing held, not paused. */
  readonly reset: () => void;
}

const NOTHING: Changes = new Map();

export function createLiveTraces() {
  return createStore<LiveTraces>()((set, get) => ({
    isPaused: false,
    held: NOTHING,
    fresh: new Set(),
    hold: (traces) =>
      set(({ held }) => ({
        held: new Map([...held, ...traces.map((trace) => [trace.traceId, trace] as const)]),
      })),
    release: () => {
      const { held } = get();
      if (held.size > 0) set({ held: NOTHING, fresh: new Set(held.keys()) });
      return held;
    },
    pause: () => set({ isPaused: true }),
    resume: () => set({ isPaused: false }),
    reset: () => set({ isPaused: false, held: NOTHING, fresh: new Set() }),
  }));
}
