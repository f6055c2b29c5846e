import { setTimeout as delay } from 'node:timers/promises';
import type { Schedule } from '../../shared/load/index.ts';
import type { Pacer, Start } from './pacer.ts';

/** How often the number of users is brought to what the plan asks for. */
const ADJUST_MS = 100;

/** So many users at a time, each of whom waits for an answer, thinks, and asks again. */
export function startClosedModel(options: {
  schedule: Schedule;
  originMs: number;
  maxStarts: number;
  thinkMs: number;
  start: Start;
}): Pacer {
  const { schedule, originMs, maxStarts, thinkMs, start } = options;
  const stopping = new AbortController();
  const leaving = new Set<number>();
  const users = new Set<number>();
  let starts = 0;
  let inFlight = 0;
  let nextUser = 0;
  const ended = Promise.withResolvers<void>();
  const secondsNow = () => (performance.now() - originMs) / 1000;
  const isOver = () => stopping.signal.aborted || starts >= maxStarts || secondsNow() >= schedule.seconds;

  const work = async (user: number) => {
    while (!isOver() && !leaving.has(user)) {
      starts += 1;
      inFlight += 1;
      await start(performance.now());
      inFlight -= 1;
      if (thinkMs > 0 && !isOver()) await pause(thinkMs, stopping.signal);
    }
    users.delete(user);
    leaving.delete(user);
    if (users.size === 0 && isOver()) ended.resolve();
  };
  const adjust = () => {
    if (isOver()) {
      clearInterval(timer);
      if (users.size === 0) ended.resolve();
      return;
    }
    const wanted = Math.round(schedule.rateAt(secondsNow()));
    for (let have = users.size - leaving.size; have < wanted; have += 1) {
      const user = nextUser++;
      users.add(user);
      void work(user);
    }
    const tooMany = users.size - leaving.size - wanted;
    const staying = [...users].filter((user) => !leaving.has(user));
    for (const user of staying.slice(0, Math.max(0, tooMany))) leaving.add(user);
  };
  const timer = setInterval(adjust, ADJUST_MS);
  adjust();
  return {
    ended: ended.promise,
    get inFlight() {
      return inFlight;
    },
    waiting: 0,
    asked: () => starts,
    stop: () => {
      stopping.abort();
      adjust();
    },
  };
}

/** Ends early, and without an error, when nobody is to think any more. */
async function pause(millis: number, signal: AbortSignal): Promise<void> {
  await delay(millis, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
