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
const STARTING = 'known from the next check on';

/** CPU and event loop are of the time since the check before. The first says nothing of them: it would judge the start. */
export function systemProbes(dataDir: string): SystemProbes {
  const delay = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
  delay.enable();
  let isFirst = true;
  const probes: Probe[] = [
    { component: 'system', name: 'the processor', run: processorProbe() },
    { component: 'system', name: 'the memory', run: memory },
    {
      component: 'system',
      name: 'the event loop',
      run: () => {
        // The histogram counts its own sleep as delay.
        const p99 = Math.max(0, delay.percentile(99) / NANOS_PER_MS - EVENT_LOOP_RESOLUTION_MS);
        const isMeasured = delay.count > 0 && !isFirst;
        delay.reset();
        isFirst = false;
        return [
          isMeasured
            ? { fact: 'event_loop_p99', value: p99 }
            : { fact: 'event_loop_p99', value: null, text: STARTING },
        ];
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
  let isFirst = true;
  return () => {
    const now = machineTimes();
    const used = process.cpuUsage(engine);
    const wallMs = performance.now() - atMs;
    const total = now.total - machine.total;
    const idle = now.idle - machine.idle;
    machine = now;
    engine = process.cpuUsage();
    atMs = performance.now();
    const isStart = isFirst;
    isFirst = false;
    if (isStart || total <= 0 || wallMs <= 0)
      return [
        { fact: 'cpu_machine', value: null, text: STARTING },
        { fact: 'cpu_engine', value: null, text: STARTING },
      ];
    return [
      { fact: 'cpu_machine', value: 1 - idle / total },
      { fact: 'cpu_engine', value: (used.user + used.system) / 1000 / wallMs },
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
