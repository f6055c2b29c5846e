import { createStore } from 'zustand';
import {
  comesBefore,
  type ListedTrace,
  type SortOrder,
  type TraceWindow,
} from '../../../../shared/trace-list.ts';
import {
  hasPlace,
  indexOfTrace,
  missingPart,
  trimmed,
  unknownList,
  withChanges,
  withPart,
  withTotal,
  type Segments,
  type Sight,
} from './trace-segments.ts';

type Part = Pick<TraceWindow, 'after' | 'before' | 'offset' | 'limit' | 'fromEnd'>;
type Changes = ReadonlyMap<string, ListedTrace>;

export interface TraceList {
  readonly segments: Segments;
  readonly status: 'loading' | 'ready' | 'failed';
  /** Why the last question failed; null when it did not. */
  readonly problem: unknown;
  readonly isPaused: boolean;
  /** Traces that came while paused; `MAX_COUNTED` may mean more. */
  readonly newCount: number;
  /** Traces that came in with the last changes, to be pointed out. */
  readonly fresh: ReadonlySet<string>;
}

export interface TraceListOptions {
  readonly order: SortOrder;
  /** Asks the engine for a part. A list that is begun anew sets its time range anew. */
  readonly ask: (part: Part, beginning: number, signal: AbortSignal) => Promise<readonly ListedTrace[]>;
}

const NOTHING: Changes = new Map();
/** Changes that wait while the list is paused; where more come, it is asked for anew when it goes on. */
const MAX_HELD = 2_000;
/** Rows of a marked range that are asked for at once. */
const MOST_AT_ONCE = 1_000;
export const MAX_COUNTED = 100_000;
const TOP: Sight = { first: 0, last: 50 };

export type TraceListStore = ReturnType<typeof createTraceList>;

/** The list of traces as far as it is here: fetched as it comes into sight, kept up to date, of bounded size. */
export function createTraceList({ order, ask }: TraceListOptions) {
  const store = createStore<TraceList>()(() => ({
    segments: unknownList(1),
    status: 'loading',
    problem: null,
    isPaused: false,
    newCount: 0,
    fresh: new Set(),
  }));
  const { getState, setState } = store;
  let sight = TOP;
  let total = 1;
  let beginning = Date.now();
  let isAsking = false;
  let stop = new AbortController();
  let held = NOTHING;
  let isOverfull = false;
  let counted = new Set<string>();

  /** Asks part after part until nothing in sight is missing. */
  const fetchSight = async (): Promise<void> => {
    const { signal } = stop;
    if (isAsking || signal.aborted) return;
    isAsking = true;
    try {
      for (;;) {
        const part = missingPart(getState().segments, sight);
        if (part === null) break;
        const rows = await ask(part, beginning, signal);
        if (signal.aborted) return;
        setState(({ segments }) => ({
          segments: trimmed(withPart(segments, part, rows), sight),
          status: 'ready',
          problem: null,
        }));
        showHeld();
      }
      if (getState().status === 'loading') setState({ status: 'ready', problem: null });
    } catch (problem) {
      if (signal.aborted) return;
      setState(({ status }) => ({ problem, status: status === 'ready' ? 'ready' : 'failed' }));
    } finally {
      if (!signal.aborted) isAsking = false;
    }
  };

  const showHeld = () => {
    const { isPaused, status } = getState();
    if (isPaused || status !== 'ready' || held.size === 0) return;
    const changes = held;
    held = NOTHING;
    setState(({ segments }) => ({
      segments: trimmed(withChanges(segments, changes, order), sight),
      fresh: new Set(changes.keys()),
    }));
  };

  /** What stands is shown until the first answer takes its place. */
  const refresh = async (): Promise<void> => {
    stop.abort();
    stop = new AbortController();
    isAsking = true;
    const { signal } = stop;
    beginning = Date.now();
    held = NOTHING;
    isOverfull = false;
    counted = new Set();
    const part = missingPart(unknownList(total), TOP);
    try {
      const rows = part === null ? [] : await ask(part, beginning, signal);
      if (signal.aborted || part === null) return;
      setState({
        segments: withPart(unknownList(total), part, rows),
        status: 'ready',
        problem: null,
        newCount: 0,
        fresh: new Set(),
      });
      isAsking = false;
      showHeld();
      await fetchSight();
    } catch (problem) {
      if (signal.aborted) return;
      isAsking = false;
      setState(({ status }) => ({ problem, status: status === 'ready' ? 'ready' : 'failed' }));
    }
  };

  return {
    store,
    /** Begins to ask. What is asked for before it (a subscription that is not there yet) could miss changes. */
    start: () => void refresh(),
    stop: () => stop.abort(),
    refresh: () => void refresh(),
    look: (first: number, last: number) => {
      sight = { first, last };
      if (getState().status === 'ready' && getState().problem === null) void fetchSight();
    },
    /** The length of the whole list became known. */
    setTotal: (count: number) => {
      total = Math.max(1, count);
      if (getState().isPaused || getState().status !== 'ready') return;
      setState(({ segments }) => ({ segments: withTotal(segments, total) }));
    },
    hold: (traces: readonly ListedTrace[]) => {
      const { isPaused, segments } = getState();
      if (!isOverfull) held = new Map([...held, ...traces.map((trace) => [trace.traceId, trace] as const)]);
      if (!isPaused) return showHeld();
      if (held.size > MAX_HELD) {
        isOverfull = true;
        held = NOTHING;
      }
      for (const trace of traces) {
        if (counted.size >= MAX_COUNTED || indexOfTrace(segments, trace.traceId) !== -1) continue;
        if (segments.length === 0 || hasPlace(segments, trace, order)) counted.add(trace.traceId);
      }
      setState({ newCount: counted.size });
    },
    togglePause: () => {
      if (!getState().isPaused) return setState({ isPaused: true });
      setState({ isPaused: false, newCount: 0 });
      counted = new Set();
      if (isOverfull) void refresh();
      else showHeld();
    },
    /**
     * The ids of the traces from one row to another, both included, also of those that are not here; more than `most`
     * are not looked for.
     */
    between: async (from: ListedTrace, to: ListedTrace, most: number): Promise<string[]> => {
      const [above, below] = comesBefore(to.position, from.position, order) ? [to, from] : [from, to];
      const ids = [above.traceId];
      let after: string | null = above.position;
      while (after !== null && ids.length <= most) {
        const part = { after, before: below.position, offset: 0, limit: MOST_AT_ONCE, fromEnd: false };
        const rows: readonly ListedTrace[] = await ask(part, beginning, stop.signal);
        ids.push(...rows.map((row) => row.traceId));
        after = rows.length < MOST_AT_ONCE ? null : (rows.at(-1)?.position ?? null);
      }
      if (below.traceId !== above.traceId) ids.push(below.traceId);
      return ids;
    },
  };
}
