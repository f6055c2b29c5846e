import type { ChartLayout } from './chart-layout.ts';
import type { ChartMarker } from './time-series.ts';
import { placeOf } from './value-scale.ts';

/** A marker with where it lies in the plot, 0 to 1. */
export interface PlacedMarker {
  readonly marker: ChartMarker;
  readonly left: number;
  readonly bottom: number;
}

/**
 * The markers of the range that is shown, the oldest first. What lies above or below the axis stands at its end: the axis
 * follows the curves, and a single measurement may be far from them.
 */
export function placedMarkers(markers: readonly ChartMarker[], layout: ChartLayout): PlacedMarker[] {
  const { fromMs, toMs, left, right } = layout;
  return markers
    .flatMap((marker): PlacedMarker[] => {
      const { scale } = marker.axis === 'right' && right !== null ? right : left;
      const place = placeOf(marker.value, scale);
      if (place === null || marker.atMs < fromMs || marker.atMs > toMs) return [];
      return [
        {
          marker,
          left: (marker.atMs - fromMs) / (toMs - fromMs),
          bottom: Math.max(0, Math.min(1, place)),
        },
      ];
    })
    .sort((a, b) => a.marker.atMs - b.marker.atMs);
}

/** Where a key leads to from one of `count` markers; null: it is no key of theirs. */
export function nextMarker(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
