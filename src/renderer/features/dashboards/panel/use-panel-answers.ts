import { useEffect, useState } from 'react';
import type { WatchedResults } from '../../../../shared/metrics.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import type { PanelRequest } from './data/panel-request.ts';

/** What the engine said last, to all queries of a panel. */
export interface PanelAnswers extends WatchedResults {
  readonly request: PanelRequest;
}

export interface PanelAnswersState {
  /** Null until the first have arrived; then the last ones known, also while others are awaited. */
  readonly answers: PanelAnswers | null;
  /** Why none arrive. */
  readonly error: unknown;
}

/**
 * The answers to a panel's queries, again every `refreshMs` while `enabled`. One subscription, which ends when the panel goes
 * out of sight: nothing is evaluated for what nobody looks at.
 */
export function usePanelAnswers(
  request: PanelRequest | null,
  { enabled, refreshMs, refreshes }: { enabled: boolean; refreshMs: number | null; refreshes: number },
): PanelAnswersState {
  const client = useTRPCClient();
  const [state, setState] = useState<PanelAnswersState>({ answers: null, error: null });
  useEffect(() => {
    if (request === null || !enabled) return undefined;
    const { queries, stepMs, source, fixed, rangeMs } = request;
    const times = fixed ?? { rangeMs };
    const subscription = client.metrics.watch.subscribe(
      // What is fixed does not change.
      { queries: [...queries], stepMs, source, ...times, refreshMs: fixed === null ? refreshMs : null },
      {
        onData: ({ atMs, results }) => setState({ answers: { request, atMs, results }, error: null }),
        onError: (error) => setState(({ answers }) => ({ answers, error })),
      },
    );
    return () => subscription.unsubscribe();
  }, [client, request, enabled, refreshMs, refreshes]);
  return state;
}
