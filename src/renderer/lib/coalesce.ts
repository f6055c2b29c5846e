/**
 * Makes a runner that never runs two tasks at once: what is asked for meanwhile is run once, after the one under way,
 * so that the last task always starts after the last time it was asked for. Tasks report their own failures.
 */
export function coalesce(): (task: () => Promise<unknown>) => void {
  let isRunning = false;
  let next: (() => Promise<unknown>) | null = null;
  const run = (task: () => Promise<unknown>): void => {
    if (isRunning) {
      next = task;
      return;
    }
    isRunning = true;
    void task().finally(() => {
      isRunning = false;
      const waiting = next;
      next = null;
      if (waiting !== null) run(waiting);
    });
  };
  return run;
}
