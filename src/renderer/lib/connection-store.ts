import { create } from 'zustand';
import type { EngineFailure } from '../../shared/bridge.ts';

/** How the console stands to its engine. */
export type ConnectionState =
  | { readonly status: 'connecting' }
  | { readonly status: 'live' }
  /** The data on screen are from before `since` (milliseconds); `reason` says what happened. */
  | { readonly status: 'lost'; readonly since: number; readonly reason: string }
  /** The engine does not accept this browser's session. */
  | { readonly status: 'unauthorised' }
  /** The desktop shell gave up starting the engine. */
  | { readonly status: 'failed'; readonly failure: EngineFailure; readonly output: readonly string[] };

interface ConnectionStore {
  readonly connection: ConnectionState;
  readonly opened: () => void;
  readonly lost: (reason: string) => void;
  readonly refused: () => void;
  readonly gaveUp: (failure: EngineFailure, output: readonly string[]) => void;
  readonly starting: () => void;
}

export const useConnectionStore = create<ConnectionStore>()((set) => ({
  connection: { status: 'connecting' },
  opened: () => set({ connection: { status: 'live' } }),
  lost: (reason) => set(({ connection }) => ({ connection: afterLoss(connection, reason, Date.now()) })),
  refused: () => set({ connection: { status: 'unauthorised' } }),
  gaveUp: (failure, output) => set({ connection: { status: 'failed', failure, output } }),
  starting: () =>
    set(({ connection }) =>
      connection.status === 'failed' ? { connection: { status: 'connecting' } } : { connection },
    ),
}));

/**
 * The state after a loss: it keeps the time of the first loss, so that the banner says since when the data are old.
 * A refused session and an engine that was given up stay what they are.
 */
export function afterLoss(current: ConnectionState, reason: string, now: number): ConnectionState {
  switch (current.status) {
    case 'unauthorised':
    case 'failed':
      return current;
    case 'lost':
      return { status: 'lost', since: current.since, reason };
    case 'connecting':
    case 'live':
      return { status: 'lost', since: now, reason };
  }
}

export const useConnection = (): ConnectionState => useConnectionStore((store) => store.connection);
