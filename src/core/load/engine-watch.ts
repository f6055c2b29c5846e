import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { EngineUse } from '../../shared/load/index.ts';

const INTERVAL_MS = 1000;
const RESOLUTION_MS = 5;
/** Of a longer run every second, fourth ... point is kept. */
const MOST_POINTS = 1200;
const NANOS_PER_MS = 1e6;

/** What this process uses, a point a second, until it is stopped. */
export function watchEngine(): { stop(): EngineUse[] } {
  const startedMs = performance.now();
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let points: EngineUse[] = [];
  let every = 1;
  let seen = 0;
  let before = process.cpuUsage();
  let beforeMs = startedMs;
  const timer = setInterval(() => {
    const now = performance.now();
    const { user, system } = process.cpuUsage(before);
    before = process.cpuUsage();
    const cpu = (user + system) / 1000 / (now - beforeMs);
    beforeMs = now;
    const loopDelayP99Ms = Math.max(0, delays.percentile(99) / NANOS_PER_MS - RESOLUTION_MS);
    delays.reset();
    if (seen++ % every !== 0) return;
    points.push({
      atMs: Math.round(now - startedMs),
      cpu,
      residentBytes: process.memoryUsage.rss(),
      loopDelayP99Ms,
    });
    if (points.length <= MOST_POINTS) return;
    points = points.filter((_, index) => index % 2 === 0);
    every *= 2;
  }, INTERVAL_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      delays.disable();
      return points;
    },
  };
}
