/** Where a limit of requests or tokens stands for a caller after a decision. */
export interface RateState {
  readonly metric: 'requests' | 'tokens';
  /** Units that may come at once. */
  readonly capacity: number;
  readonly remaining: number;
  /** Until all of it is free again. */
  readonly resetMs: number;
}

/** The one of this metric that leaves least; null when there is none. */
export function tightest(states: readonly RateState[], metric: RateState['metric']): RateState | null {
  return states
    .filter((state) => state.metric === metric)
    .reduce<RateState | null>(
      (least, state) => (least === null || state.remaining < least.remaining ? state : least),
      null,
    );
}
