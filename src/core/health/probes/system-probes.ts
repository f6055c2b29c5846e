import { statfs } from 'node:fs/promises';
import { cpus, freemem, totalmem } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { Probe } from '../probe.ts';

export interface SystemProbes {
  readonly probes: readonly Probe[];
  close(): void;
}

const EVENT_LOOP_RESOLUTION_MS = 10;
const NANOS_PER_MS = 1e6;

/** CPU and event loop are of the time since the check before. */
export function systemProbes(dataDir: string): SystemProbes {
  const delay = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
  delay.enable();
  const probes: Probe[] = [
    { component: 'system', name: 'the processor', run: processorProbe() },
    { component: 'system', name: 'the memory', run: memory },
    {
      component: 'system',
      name: 'the event loop',
      run: () => {
        // The histogram counts its own sleep as delay.
        const p99 = Math.max(0, delay.percentile(99) / NANOS_PER_MS - EVENT_LOOP_RESOLUTION_MS);
        const isMeasured = delay.count > 0;
        delay.reset();
        return [{ fact: 'event_loop_p99', value: isMeasured ? p99 : null }];
      },
    },
    {
      component: 'system',
      name: 'the disk',
      run: async () => {
        const { bavail, bsize } = await statfs(dataDir);
        return [{ fact: 'disk_free', value: bavail * bsize }];
      },
    },
  ];
  return { probes, close: () => delay.disable() };
}

function processorProbe(): Probe['run'] {
  let machine = machineTimes();
  let engine = process.cpuUsage();
  let atMs = performance.now();
  return () => {
    const now = machineTimes();
    const used = process.cpuUsage(engine);
    const wallMs = performance.now() - atMs;
    const total = now.total - machine.total;
    const idle = now.idle - machine.idle;
    machine = now;
    engine = process.cpuUsage();
    atMs = performance.now();
    return [
      { fact: 'cpu_machine', value: total <= 0 ? null : 1 - idle / total },
      { fact: 'cpu_engine', value: wallMs <= 0 ? null : (used.user + used.system) / 1000 / wallMs },
    ];
  };
}

function machineTimes(): { idle: number; total: number } {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idle, total };
}

const memory: Probe['run'] = () => {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return [
    { fact: 'memory_available', value: availableShare() },
    { fact: 'memory_engine', value: process.memoryUsage.rss() },
    { fact: 'heap_used', value: used / limit },
  ];
};

/** Of the machine, or of what the container may have where that is less. */
function availableShare(): number {
  const total = totalmem();
  const limit = process.constrainedMemory();
  if (limit <= 0 || limit >= total) return freemem() / total;
  return Math.max(0, process.availableMemory()) / limit;
}
