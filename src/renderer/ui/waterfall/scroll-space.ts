/**
 * Browsers cap the height of an element: Chromium at 33.5 million device pixels, which a million rows reach on a screen
 * of two pixels a point. Beyond this height the scrollbar stands for more than its own length.
 */
const MOST_HEIGHT = 8_000_000;

/** How the rows' own height and that of the element which scrolls belong together. */
export interface ScrollSpace {
  /** The height of what scrolls. */
  readonly height: number;
  /** The farthest that rows can be scrolled. */
  readonly mostOffset: number;
  /** How many pixels of rows a pixel of the scrollbar stands for: 1 for all but huge traces. */
  readonly ratio: number;
}

export function scrollSpace(contentHeight: number, viewHeight: number): ScrollSpace {
  const height = Math.min(contentHeight, MOST_HEIGHT);
  const mostOffset = Math.max(contentHeight - viewHeight, 0);
  const mostScroll = Math.max(height - viewHeight, 0);
  return { height, mostOffset, ratio: mostScroll === 0 ? 1 : mostOffset / mostScroll };
}

export function clampOffset(offset: number, { mostOffset }: ScrollSpace): number {
  return Math.min(Math.max(offset, 0), mostOffset);
}
