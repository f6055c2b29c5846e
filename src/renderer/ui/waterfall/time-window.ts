/** The part of a trace that the timeline shows, in microseconds from its origin. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** Nothing shorter is shown: below a tenth of a microsecond spans have no detail. */
const MIN_SPAN_MICROS = 0.1;

/** The whole trace, with room for the labels after the last bar. */
export function wholeTrace(durationMicros: number): TimeWindow {
  return { start: 0, end: Math.max(durationMicros, 1) };
}

/** Moves and shortens a window so that it lies within the trace. */
export function clampWindow(window: TimeWindow, durationMicros: number): TimeWindow {
  const whole = wholeTrace(durationMicros).end;
  const length = Math.min(Math.max(window.end - window.start, MIN_SPAN_MICROS), whole);
  const start = Math.min(Math.max(window.start, 0), whole - length);
  return { start, end: start + length };
}

/** Scales by `factor` (below 1 zooms in) around `anchor`, which keeps its place on the screen. */
export function zoomWindow(
  window: TimeWindow,
  factor: number,
  anchor: number,
  durationMicros: number,
): TimeWindow {
  const whole = wholeTrace(durationMicros).end;
  const length = Math.min(Math.max((window.end - window.start) * factor, MIN_SPAN_MICROS), whole);
  const share = (anchor - window.start) / (window.end - window.start);
  const start = anchor - share * length;
  return clampWindow({ start, end: start + length }, durationMicros);
}

export function panWindow(window: TimeWindow, byMicros: number, durationMicros: number): TimeWindow {
  return clampWindow({ start: window.start + byMicros, end: window.end + byMicros }, durationMicros);
}

/** A window that shows a span with a little room around it. */
export function windowAround(start: number, duration: number, durationMicros: number): TimeWindow {
  const margin = Math.max(duration * 0.1, MIN_SPAN_MICROS);
  return clampWindow({ start: start - margin, end: start + duration + margin }, durationMicros);
}

/** The same length, moved only as far as needed for the span to be seen. */
export function revealInWindow(
  window: TimeWindow,
  start: number,
  duration: number,
  durationMicros: number,
): TimeWindow {
  const end = start + duration;
  if (end >= window.start && start <= window.end) return window;
  const length = window.end - window.start;
  const centre = Math.min(start + duration / 2, start + length / 2);
  return clampWindow({ start: centre - length / 2, end: centre + length / 2 }, durationMicros);
}

export function isWhole(window: TimeWindow, durationMicros: number): boolean {
  const whole = wholeTrace(durationMicros);
  return window.start <= whole.start && window.end >= whole.end;
}
