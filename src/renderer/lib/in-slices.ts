/** Well below a frame, so that what is done in slices is not felt. */
const SLICE_MS = 5;

/**
 * Calls `step` again and again until it answers true, and lets the page paint and take input in between. Rejects with
 * what `step` throws, and with the signal's reason when it is aborted.
 */
export async function inSlices(step: () => boolean, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const until = performance.now() + SLICE_MS;
    while (performance.now() < until) if (step()) return;
    await nextTask();
  }
}

/** Timers wait four milliseconds once they are nested; messages do not. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
