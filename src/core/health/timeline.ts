import type { HealthRecord, HealthState } from '../../shared/health/index.ts';

/** A record without its details, as the store gives it. */
export interface RecordOutline {
  readonly id: number;
  readonly atMs: number;
  readonly kind: HealthRecord['kind'];
  readonly state: HealthState;
  readonly score: number;
  readonly brief: string;
}

/** What a record says, for as long as it holds. */
export interface Segment {
  readonly record: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: HealthState;
  readonly score: number;
  /** Of the components: see brief.ts. */
  readonly brief: string;
}

export interface TimelineRange {
  readonly fromMs: number;
  readonly toMs: number;
  /** A record says nothing beyond this: who wrote it was killed, and nobody looked. */
  readonly holdMs: number;
}

/**
 * The records as consecutive stretches of time, cut to the range, oldest first. A record holds until the next one; one
 * of an engine's end does not hold. What lies between stretches is not known. `outlines`: oldest first, with the last
 * one before the range.
 */
export function timeline(
  outlines: readonly RecordOutline[],
  { fromMs, toMs, holdMs }: TimelineRange,
): Segment[] {
  const segments: Segment[] = [];
  for (const [index, outline] of outlines.entries()) {
    if (outline.kind === 'stop') continue;
    const next = outlines[index + 1]?.atMs ?? Infinity;
    const from = Math.max(outline.atMs, fromMs);
    const to = Math.min(next, outline.atMs + holdMs, toMs);
    if (to <= from) continue;
    segments.push({
      record: outline.id,
      fromMs: from,
      toMs: to,
      state: outline.state,
      score: outline.score,
      brief: outline.brief,
    });
  }
  return segments;
}
