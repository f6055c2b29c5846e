import { setTimeout as wait } from 'node:timers/promises';
import type { Telemetry } from '../../telemetry/telemetry.ts';

/**
 * Yields once at the start and then after commits, at most once in `intervalMs`, however many commits there are.
 * Ends when the signal aborts.
 */
export async function* commitPulses(
  telemetry: Pick<Telemetry, 'onCommit'>,
  intervalMs: number,
  signal: AbortSignal,
): AsyncGenerator<void, void, void> {
  let changed = true;
  let wake: () => void = () => {};
  const stopListening = telemetry.onCommit(() => {
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
