import type { TimeBounds } from '../../../shared/trace-outline/index.ts';

/** The part of a trace that the timeline shows, in microseconds from its origin. */
export type TimeWindow = TimeBounds;

/** Nothing shorter is shown: below a tenth of a microsecond spans have no detail. */
const MIN_SPAN_MICROS = 0.1;

/** The bounds, but never of no length. */
export function windowOver({ start, end }: TimeBounds): TimeWindow {
  return { start, end: Math.max(end, start + 1) };
}

/** Moves and shortens a window so that it lies within the bounds. */
export function clampWindow(window: TimeWindow, bounds: TimeBounds): TimeWindow {
  const whole = windowOver(bounds);
  const length = Math.min(Math.max(window.end - window.start, MIN_SPAN_MICROS), whole.end - whole.start);
  const start = Math.min(Math.max(window.start, whole.start), whole.end - length);
  return { start, end: start + length };
}

/** Scales by `factor` (below 1 zooms in) around `anchor`, which keeps its place on the screen. */
export function zoomWindow(
  window: TimeWindow,
  factor: number,
  anchor: number,
  bounds: TimeBounds,
): TimeWindow {
  const whole = windowOver(bounds);
  const length = Math.min(
    Math.max((window.end - window.start) * factor, MIN_SPAN_MICROS),
    whole.end - whole.start,
  );
  const share = (anchor - window.start) / (window.end - window.start);
  const start = anchor - share * length;
  return clampWindow({ start, end: start + length }, bounds);
}

export function panWindow(window: TimeWindow, byMicros: number, bounds: TimeBounds): TimeWindow {
  return clampWindow({ start: window.start + byMicros, end: window.end + byMicros }, bounds);
}

/** A window that shows a span with a little room around it. */
export function windowAround(start: number, duration: number, bounds: TimeBounds): TimeWindow {
  const margin = Math.max(duration * 0.1, MIN_SPAN_MICROS);
  return clampWindow({ start: start - margin, end: start + duration + margin }, bounds);
}

/** The same length, moved only as far as needed for the span to be seen. */
export function revealInWindow(
  window: TimeWindow,
  start: number,
  duration: number,
  bounds: TimeBounds,
): TimeWindow {
  const end = start + duration;
  if (end >= window.start && start <= window.end) return window;
  const length = window.end - window.start;
  const centre = Math.min(start + duration / 2, start + length / 2);
  return clampWindow({ start: centre - length / 2, end: centre + length / 2 }, bounds);
}

/** Whether the window shows everything within the bounds. */
export function covers(window: TimeWindow, bounds: TimeBounds): boolean {
  const whole = windowOver(bounds);
  return window.start <= whole.start && window.end >= whole.end;
}
