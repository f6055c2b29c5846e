import { TIMELINE_PADDING } from './layout-constants.ts';
import type { TimeWindow } from './time-window.ts';

/** Between times of the trace and horizontal places in a timeline of a certain width. */
export interface TimeScale {
  toX(micros: number): number;
  toMicros(x: number): number;
  readonly microsPerPixel: number;
}

export function timeScale(window: TimeWindow, width: number): TimeScale {
  const usable = Math.max(width - 2 * TIMELINE_PADDING, 1);
  const microsPerPixel = (window.end - window.start) / usable;
  return {
    toX: (micros) => TIMELINE_PADDING + (micros - window.start) / microsPerPixel,
    toMicros: (x) => window.start + (x - TIMELINE_PADDING) * microsPerPixel,
    microsPerPixel,
  };
}

/** How many ticks have room for their labels. */
export function ticksThatFit(width: number): number {
  return Math.max(2, Math.floor(width / 54));
}
