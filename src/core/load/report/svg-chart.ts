import { escapeHtml } from './escape-html.ts';

export interface ChartLine {
  readonly name: string;
  /** A class of the report's styles. */
  readonly style: string;
  readonly points: readonly { readonly x: number; readonly y: number | null }[];
}

export interface ChartOptions {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly xTicks: readonly { readonly at: number; readonly label: string }[];
  readonly yLabel: (value: number) => string;
}

const WIDTH = 720;
const HEIGHT = 220;
const LEFT = 64;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 26;
const Y_TICKS = 4;

/** Lines over one axis, as SVG that needs no script. */
export function svgChart({ title, lines, xTicks, yLabel }: ChartOptions): string {
  const points = lines.flatMap((line) => line.points);
  const xs = points.map(({ x }) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const top = niceTop(Math.max(0, ...points.map(({ y }) => y ?? 0)));
  const x = (value: number) => LEFT + ((value - low) / (high - low || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const grid = Array.from({ length: Y_TICKS + 1 }, (_, index) => (top * index) / Y_TICKS).map(
    (value) =>
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${fixed(y(value))}" y2="${fixed(y(value))}"/>` +
      `<text x="${LEFT - 6}" y="${fixed(y(value) + 4)}" text-anchor="end">${escapeHtml(yLabel(value))}</text>`,
  );
  const ticks = xTicks
    .filter(({ at }) => at >= low && at <= high)
    .map(
      ({ at, label }) =>
        `<text x="${fixed(x(at))}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(label)}</text>`,
    );
  const paths = lines.map((line) => `<path class="line ${line.style}" d="${pathOf(line, x, y)}"/>`);
  const legend = lines.map(({ name, style }) => `<span class="key ${style}">${escapeHtml(name)}</span>`);
  return `<figure><figcaption>${escapeHtml(title)} ${legend.join(' ')}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">${grid.join('')}${ticks.join('')}${paths.join('')}</svg></figure>`;
}

/** Bars of equal width, for histograms. */
export function svgBars(
  title: string,
  bars: readonly { readonly label: string; readonly value: number }[],
): string {
  const top = Math.max(1, ...bars.map(({ value }) => value));
  const width = (WIDTH - LEFT - RIGHT) / Math.max(1, bars.length);
  const drawn = bars.map(({ label, value }, index) => {
    const height = (value / top) * (HEIGHT - TOP - BOTTOM);
    const x = LEFT + index * width;
    const bar = `<rect class="bar" x="${fixed(x)}" y="${fixed(HEIGHT - BOTTOM - height)}" width="${fixed(Math.max(1, width - 2))}" height="${fixed(height)}"><title>${escapeHtml(label)}: ${value}</title></rect>`;
    const isLabelled = index % Math.ceil(bars.length / 12) === 0;
    const text = `<text x="${fixed(x + width / 2)}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(label)}</text>`;
    return isLabelled ? bar + text : bar;
  });
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(title)}">${drawn.join('')}</svg></figure>`;
}

function pathOf({ points }: ChartLine, x: (value: number) => number, y: (value: number) => number): string {
  let isOpen = false;
  return points
    .map((point) => {
      // A second without answers is a gap, not a zero.
      if (point.y === null) {
        isOpen = false;
        return '';
      }
      const step = `${isOpen ? 'L' : 'M'}${fixed(x(point.x))} ${fixed(y(point.y))}`;
      isOpen = true;
      return step;
    })
    .join('');
}

/** The next of 1, 2, 5, 10 ... above a value. */
function niceTop(value: number): number {
  if (value <= 0) return 1;
  const decade = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((step) => step * decade >= value) ?? 10) * decade;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
