import type { MetricDefinition } from './metric-definition.ts';

/** One measurement among those that a sample counts, with the trace it belongs to. */
export interface MeterExemplar {
  readonly traceId: string;
  readonly spanId: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
}

export interface MeterSample {
  /** Of the series: a bucket's name ends in `_bucket`. */
  readonly name: string;
  /** Without those that are empty. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly exemplar: MeterExemplar | null;
}

/** All series of a metric at one moment. Plain data: it passes between threads. */
export interface FamilySnapshot {
  readonly definition: Pick<MetricDefinition, 'name' | 'type' | 'help'>;
  readonly samples: readonly MeterSample[];
}
