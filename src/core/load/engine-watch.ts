import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineUse } from '../../shared/load/index.ts';
import { UsePoints } from './use-points.ts';

const INTERVAL_MS = 1000;
const RESOLUTION_MS = 5;
const NANOS_PER_MS = 1e6;

/** What this process uses, a point a second, until it is stopped. */
export function watchEngine(): { stop(): EngineUse[] } {
  const startedMs = performance.now();
  const meter = meterEngine();
  const points = new UsePoints();
  const timer = setInterval(
    () => points.add({ atMs: Math.round(performance.now() - startedMs), ...meter.read() }),
    INTERVAL_MS,
  );
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      meter.close();
      return points.all;
    },
  };
}

/** What this process uses over the next second. */
export async function measureEngine(): Promise<Omit<EngineUse, 'atMs'>> {
  const meter = meterEngine();
  try {
    await delay(INTERVAL_MS);
    return meter.read();
  } finally {
    meter.close();
  }
}

/** Each reading is of the time since the one before. */
function meterEngine(): { read(): Omit<EngineUse, 'atMs'>; close(): void } {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  let before = process.cpuUsage();
  let beforeMs = performance.now();
  return {
    read: () => {
      const now = performance.now();
      const { user, system } = process.cpuUsage(before);
      const cpu = (user + system) / 1000 / (now - beforeMs);
      const loopDelayP99Ms = Math.max(0, delays.percentile(99) / NANOS_PER_MS - RESOLUTION_MS);
      before = process.cpuUsage();
      beforeMs = now;
      delays.reset();
      return { cpu, residentBytes: process.memoryUsage.rss(), loopDelayP99Ms };
    },
    close: () => void delays.disable(),
  };
}
