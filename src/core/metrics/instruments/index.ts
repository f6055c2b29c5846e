export type { ExchangeFigures } from './exchange-figures.ts';
export { Instruments, type SetObserved } from './instruments.ts';
export { COUNTED_METRICS, OBSERVED_METRICS } from './own-metrics.ts';
export { GC_DURATION, PROCESS_METRICS } from './process-metrics.ts';
export { InstrumentWriter } from './instrument-writer.ts';
