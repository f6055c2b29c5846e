import type { Schedule } from '../../shared/load/index.ts';
import type { Pacer, Start } from './pacer.ts';

/** The most that may be due and not started; beyond it, calls are dropped whatever their age. */
const MOST_WAITING = 200_000;

/**
 * Starts calls when the schedule says, whatever the answers do. While too many are in flight, those that are due wait in
 * their order: they start late, with their latency counted from when they were due, or are dropped when nobody would
 * wait for them any more. So a server that stalls cannot keep the calls of its stall from being measured.
 */
export function startOpenModel(options: {
  schedule: Schedule;
  /** When its time 0 is. */
  originMs: number;
  maxStarts: number;
  maxInFlight: number;
  /** After this long a call that could not start is dropped. */
  patienceMs: number;
  start: Start;
  onDropped: () => void;
}): Pacer {
  const { schedule, originMs, maxInFlight, patienceMs, start, onDropped } = options;
  const starts = Math.min(schedule.starts, options.maxStarts);
  const waiting: number[] = [];
  let head = 0;
  let inFlight = 0;
  let next = 0;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  const ended = Promise.withResolvers<void>();

  const dueAt = (number: number) => originMs + (schedule.timeOf(number) ?? Number.POSITIVE_INFINITY) * 1000;
  const settle = () => {
    const isDone = isStopped || (next >= starts && head >= waiting.length);
    if (isDone && inFlight === 0) ended.resolve();
  };
  const launch = (dueMs: number) => {
    inFlight += 1;
    void start(dueMs).finally(() => {
      inFlight -= 1;
      drainWaiting();
      settle();
    });
  };
  const drainWaiting = () => {
    const now = performance.now();
    while (!isStopped && head < waiting.length) {
      const dueMs = waiting[head] ?? now;
      const isTooOld = now - dueMs > patienceMs;
      if (!isTooOld && inFlight >= maxInFlight) break;
      head += 1;
      if (isTooOld) onDropped();
      else launch(dueMs);
    }
    if (head > 10_000 && head * 2 > waiting.length) {
      waiting.splice(0, head);
      head = 0;
    }
  };
  const tick = () => {
    drainWaiting();
    const now = performance.now();
    let dueMs = next < starts ? dueAt(next) : Number.POSITIVE_INFINITY;
    for (; next < starts && dueMs <= now; dueMs = dueAt(next)) {
      next += 1;
      if (waiting.length - head >= MOST_WAITING) onDropped();
      else if (inFlight >= maxInFlight) waiting.push(dueMs);
      else launch(dueMs);
    }
    const isOver = next >= starts && head >= waiting.length;
    if (isStopped || isOver) return settle();
    // Where all have started and some wait, only to drop in time those that nobody would wait for.
    const pauseMs = next < starts ? dueMs - performance.now() : 50;
    timer = setTimeout(tick, Math.max(1, Math.min(50, pauseMs)));
  };
  tick();
  return {
    ended: ended.promise,
    get inFlight() {
      return inFlight;
    },
    get waiting() {
      return waiting.length - head;
    },
    asked: () =>
      Math.min(starts, Math.ceil(schedule.integralTo((performance.now() - originMs) / 1000) - 1e-6)),
    stop: () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      settle();
    },
  };
}
