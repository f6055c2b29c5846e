import type { Surface } from './canvas-painter.ts';
import { timeScale } from './time-scale.ts';
import { wholeTrace } from './time-window.ts';
import { STATUS_ERROR, type WaterfallModel } from './waterfall-model.ts';

const PADDING = 5;
/** Beyond this many bars a line of the minimap nothing more would be seen; errors are always painted. */
const BARS_PER_LINE = 6;

/** Paints all rows of a trace, squeezed into the height. */
export function paintMinimap(
  { context, width, height, colours }: Surface,
  model: WaterfallModel,
  rows: Int32Array,
  colourOf: (service: string) => string,
): void {
  const { columns, strings } = model.outline;
  const scale = timeScale(wholeTrace(model.durationMicros), width);
  const usable = height - 2 * PADDING;
  const thickness = Math.min(Math.max(usable / Math.max(rows.length, 1) - 1, 1), 5);
  const pitch = Math.min(usable / Math.max(rows.length, 1), thickness + 2);
  const stride = Math.max(1, Math.ceil(rows.length / (usable * BARS_PER_LINE)));
  const paintRow = (index: number, fill: string) => {
    const row = rows[index] ?? 0;
    const x = scale.toX(columns.startMicros[row] ?? 0);
    const length = Math.max((columns.durationMicros[row] ?? 0) / scale.microsPerPixel, 1);
    context.fillStyle = fill;
    context.fillRect(x, PADDING + index * pitch, length, thickness);
  };
  context.globalAlpha = rows.length > usable ? 0.5 : 0.85;
  for (let index = 0; index < rows.length; index += stride) {
    const service = strings[columns.service[rows[index] ?? 0] ?? -1] ?? '';
    paintRow(index, colours.token(colourOf(service)));
  }
  context.globalAlpha = 1;
  const error = colours.token('--error-solid');
  rows.forEach((row, index) => {
    if (columns.status[row] === STATUS_ERROR) paintRow(index, error);
  });
}
