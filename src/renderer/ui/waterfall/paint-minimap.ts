import { windowOver } from './time-window.ts';
import type { Surface } from './canvas-painter.ts';
import { timeScale } from './time-scale.ts';
import type { WaterfallView } from './use-waterfall-view.ts';

const PADDING = 5;
/** Beyond this many bars a line of the minimap nothing more would be seen; errors are always painted. */
const BARS_PER_LINE = 6;

export type MinimapScene = Pick<WaterfallView, 'model' | 'visible' | 'colours' | 'errors' | 'tree'>;

/** Paints all rows of a trace, squeezed into the height. */
export function paintMinimap({ context, width, height, colours }: Surface, scene: MinimapScene): void {
  const { visible: rows, model } = scene;
  const { startMicros, durationMicros } = model.outline.columns;
  const scale = timeScale(windowOver(model.bounds.bulk), width);
  const usable = height - 2 * PADDING;
  const thickness = Math.min(Math.max(usable / Math.max(rows.length, 1) - 1, 1), 5);
  const pitch = Math.min(usable / Math.max(rows.length, 1), thickness + 2);
  const stride = Math.max(1, Math.ceil(rows.length / (usable * BARS_PER_LINE)));
  const barOf = (row: number, index: number) => ({
    x: Math.min(Math.max(scale.toX(startMicros[row] ?? 0), -1), width),
    y: PADDING + index * pitch,
    length: Math.min(Math.max((durationMicros[row] ?? 0) / scale.microsPerPixel, 1), width + 1),
  });
  context.globalAlpha = rows.length > usable ? 0.5 : 0.85;
  for (let index = 0; index < rows.length; index += stride) {
    const row = rows[index] ?? 0;
    // A group stands for many spans, each with a time of its own; its members are painted when it is open.
    if (row >= model.outline.spanCount) continue;
    const { x, y, length } = barOf(row, index);
    context.fillStyle = colours.token(scene.colours.of(row));
    context.fillRect(x, y, length, thickness);
  }
  context.globalAlpha = 1;
  context.fillStyle = colours.token('--error-solid');
  const isPainted = new Uint8Array(Math.ceil(width + 2) * Math.ceil(height + 1));
  const { positionOf } = scene.tree;
  let index = 0;
  for (const row of scene.errors) {
    // Both lists are in the tree's order; what a collapsed row hides is painted in its place.
    while (index + 1 < rows.length && (positionOf[rows[index + 1] ?? 0] ?? 0) <= (positionOf[row] ?? 0))
      index++;
    const { x, y, length } = barOf(row, index);
    // A million failed spans have no more places than there are pixels.
    const pixel = Math.floor(y) * Math.ceil(width + 2) + Math.floor(x + 1);
    if (isPainted[pixel] === 1) continue;
    isPainted[pixel] = 1;
    context.fillRect(x, y, length, thickness);
  }
}
