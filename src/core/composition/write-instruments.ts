import { InstrumentWriter } from '../metrics/instruments/index.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Stores } from './open-stores.ts';

/** Writes the engine's own metrics to its series store, from now on until it stops. */
export function writeInstruments(
  { config, log }: EngineOptions,
  { instruments, metrics }: Pick<Stores, 'instruments' | 'metrics'>,
  onClose: OnClose,
): void {
  const writer = new InstrumentWriter({ instruments, metrics, intervalMs: config.metricsInterval, log });
  onClose(() => writer.close());
}
