import { openMetricsDoor } from '../http/prometheus/metrics-door.ts';
import type { Door } from '../http/listen.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Stores } from './open-stores.ts';

/** The metrics on a port of their own, where one is set. */
export async function openMetricsPort(
  { config, log }: EngineOptions,
  { instruments }: Pick<Stores, 'instruments'>,
  onClose: OnClose,
): Promise<Door | null> {
  const { host, prometheusPort: port } = config;
  if (port === undefined) return null;
  const door = await openMetricsDoor({ host, port, fallback: false, instruments, log });
  onClose(() => door.close());
  return door;
}
