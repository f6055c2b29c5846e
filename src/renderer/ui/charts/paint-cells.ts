import { tokenColour } from './chart-colours.ts';

export interface CellsToPaint {
  readonly times: number;
  /** From the bottom up. */
  readonly rows: readonly { readonly values: readonly (number | null)[] }[];
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

/** Below this a cell would not be told from an empty one. */
const FAINTEST = 0.12;

/** Paints cells whose strength is the square root of their share of the most: few beside many are still seen. */
export function paintCells(
  canvas: HTMLCanvasElement,
  { times, rows, width, height, ratio }: CellsToPaint,
): void {
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  const context = canvas.getContext('2d');
  if (context === null || times === 0 || rows.length === 0) return;
  const most = rows.reduce(
    (high, { values }) => values.reduce<number>((top, value) => Math.max(top, finiteOr(value, 0)), high),
    0,
  );
  const gap = canvas.width / times > 5 * ratio ? ratio : 0;
  context.fillStyle = tokenColour('--accent-line');
  for (const [index, { values }] of rows.entries()) {
    const top = Math.round(((rows.length - 1 - index) / rows.length) * canvas.height);
    const bottom = Math.round(((rows.length - index) / rows.length) * canvas.height);
    for (let column = 0; column < times; column++) {
      const value = finiteOr(values[column] ?? null, 0);
      if (value <= 0) continue;
      const left = Math.round((column / times) * canvas.width);
      const right = Math.round(((column + 1) / times) * canvas.width);
      context.globalAlpha = FAINTEST + (1 - FAINTEST) * Math.sqrt(value / most);
      context.fillRect(left, top, right - left - gap, bottom - top - ratio);
    }
  }
  context.globalAlpha = 1;
}

function finiteOr(value: number | null, other: number): number {
  return value !== null && Number.isFinite(value) ? value : other;
}
