import { counter, gauge, histogram } from '../../meters/index.ts';

/** About the process, by the names that Prometheus's own clients give them. */
export const PROCESS_METRICS = {
  cpu: counter({
    name: 'process_cpu_seconds_total',
    help: 'Processor time of the engine, user and system, all threads',
    labels: [],
  }),
  cpuUser: counter({
    name: 'process_cpu_user_seconds_total',
    help: 'Processor time of the engine in its own code',
    labels: [],
  }),
  cpuSystem: counter({
    name: 'process_cpu_system_seconds_total',
    help: 'Processor time of the engine in the system',
    labels: [],
  }),
  startTime: gauge({
    name: 'process_start_time_seconds',
    help: 'When the engine started, in seconds since 1970',
    labels: [],
  }),
  residentMemory: gauge({
    name: 'process_resident_memory_bytes',
    help: 'Memory of the engine that is in RAM',
    labels: [],
  }),
  openFiles: gauge({
    name: 'process_open_fds',
    help: 'Open file descriptors, where the system tells them',
    labels: [],
  }),
  heapUsed: gauge({
    name: 'nodejs_heap_size_used_bytes',
    help: 'Heap of the main thread in use',
    labels: [],
  }),
  heapTotal: gauge({
    name: 'nodejs_heap_size_total_bytes',
    help: 'Heap of the main thread, taken from the system',
    labels: [],
  }),
  externalMemory: gauge({
    name: 'nodejs_external_memory_bytes',
    help: 'Memory of objects of the main thread that is outside of its heap',
    labels: [],
  }),
  lagMean: gauge({
    name: 'nodejs_eventloop_lag_mean_seconds',
    help: 'Mean delay of the event loop of the main thread in the last interval',
    labels: [],
  }),
  lagP50: gauge({
    name: 'nodejs_eventloop_lag_p50_seconds',
    help: 'Median delay of the event loop of the main thread in the last interval',
    labels: [],
  }),
  lagP99: gauge({
    name: 'nodejs_eventloop_lag_p99_seconds',
    help: '99th percentile of the delay of the event loop of the main thread in the last interval',
    labels: [],
  }),
  lagMax: gauge({
    name: 'nodejs_eventloop_lag_max_seconds',
    help: 'Longest delay of the event loop of the main thread in the last interval',
    labels: [],
  }),
  utilization: gauge({
    name: 'nodejs_eventloop_utilization_ratio',
    help: 'Part of the last interval in which the event loop of the main thread was at work',
    labels: [],
  }),
};

export const GC_DURATION = histogram({
  name: 'nodejs_gc_duration_seconds',
  help: 'Pauses of the main thread for garbage collection',
  labels: ['kind'],
  buckets: [0.001, 0.01, 0.1, 1],
});
