import type { ChunkWriter } from './chunk-writer.ts';
import type { Labels } from './series-source.ts';

/** A label with its value, once for all series that have it; the list of those is what matchers are answered from. */
export interface LabelPair {
  readonly name: string;
  readonly value: string;
  /** Of this process. */
  readonly id: number;
  /** Numbers of the texts in the database. */
  readonly nameNo: number;
  readonly valueNo: number;
  /** By number. */
  readonly series: StoredSeries[];
}

/** How many series a metric's name has. */
export interface MetricCount {
  readonly name: string;
  active: number;
  all: number;
}

/** Samples of a series that are not all in the chunks table, within one block. */
export interface MemoryChunk {
  readonly writer: ChunkWriter;
  readonly blockStart: number;
  /** Its row, once it has one. */
  chunkNo: number | null;
  /** How many of its samples are in that row. */
  saved: number;
}

/** A series in memory. */
export interface StoredSeries {
  readonly number: number;
  /** By name. */
  readonly labels: readonly LabelPair[];
  readonly metric: MetricCount;
  /** Oldest first; the last one is open. */
  chunks: MemoryChunk[];
  /** The latest sample, acknowledged or about to be; null: not known, look where it lies. -Infinity: there is none. */
  lastTime: number | null;
  lastHigh: number;
  lastLow: number;
  /** The hour, by the clock, of the last sample that came. */
  hour: number;
  isActive: boolean;
}

/** An object without a prototype: labels may have any name, also `constructor`. */
export function labelsOf(series: StoredSeries): Labels {
  const labels = Object.create(null) as Record<string, string>;
  for (const { name, value } of series.labels) labels[name] = value;
  return labels;
}

/** As PromQL writes it, shortened, for messages. */
export function nameOf(labels: Labels): string {
  const others = Object.keys(labels).filter((name) => name !== '__name__');
  const shown = others.slice(0, 8).map((name) => `${name}=${JSON.stringify(labels[name])}`);
  const text = `${labels.__name__ ?? ''}{${shown.join(',')}${others.length > shown.length ? ',...' : ''}}`;
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
