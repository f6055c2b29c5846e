import { setTimeout as wait } from 'node:timers/promises';
import type { Telemetry } from '../../telemetry/telemetry.ts';

/**
 * Yields once at the start and then after commits, at most once in `intervalMs`, however many commits there are.
 * Ends when the signal aborts.
 */
export function commitPulses(
  telemetry: Pick<Telemetry, 'onCommit'>,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<void, void, void> {
  return changePulses((listener) => telemetry.onCommit(listener), intervalMs, signal);
}

/** The same after changes of anything that tells of them. */
export async function* changePulses(
  onChange: (listener: () => void) => () => void,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<void, void, void> {
  let changed = true;
  let wake: () => void = () => {};
  const stopListening = onChange(() => {
    changed = true;
    wake();
  });
  const onAbort = () => wake();
  signal.addEventListener('abort', onAbort);
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve));
      if (signal.aborted) return;
      changed = false;
      yield;
      await wait(intervalMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', onAbort);
  }
}
