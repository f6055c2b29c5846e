export const AXIS_FONT_SIZE = 11;

let context: CanvasRenderingContext2D | null = null;

/** How wide a label of an axis is, in pixels. */
export function axisTextWidth(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * AXIS_FONT_SIZE * 0.6;
  context.font = `${AXIS_FONT_SIZE}px "Inter Variable", system-ui, sans-serif`;
  return context.measureText(text).width;
}
