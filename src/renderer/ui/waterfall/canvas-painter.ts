import { cancelPaint, requestPaint } from './paint-scheduler.ts';
import { readThemeColours, type ThemeColours } from './theme-colours.ts';

/** What a painting function gets: a cleared canvas whose unit is one CSS pixel. */
export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly colours: ThemeColours;
}

export type PaintSurface = (surface: Surface) => void;

export interface CanvasPainter {
  /** Paints with this function from now on. */
  use(paint: PaintSurface): void;
  dispose(): void;
}

/** Repaints a canvas when its function, its size, the screen's pixel ratio, the theme or the fonts change, and only then. */
export function createCanvasPainter(canvas: HTMLCanvasElement): CanvasPainter {
  const context = canvas.getContext('2d');
  let current: PaintSurface | null = null;
  let colours: ThemeColours | null = null;

  const paint = () => {
    if (context === null || current === null) return;
    const { width, height } = canvas.getBoundingClientRect();
    fitToScreen(canvas, width, height);
    const ratio = window.devicePixelRatio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    colours ??= readThemeColours(canvas);
    current({ context, width, height, colours });
  };
  const repaint = () => requestPaint(paint);
  const onTheme = () => {
    colours = null;
    repaint();
  };

  const sizes = new ResizeObserver(repaint);
  sizes.observe(canvas);
  const themes = new MutationObserver(onTheme);
  themes.observe(document.documentElement, { attributes: true });
  document.fonts.addEventListener('loadingdone', repaint);

  return {
    use(next) {
      current = next;
      repaint();
    },
    dispose() {
      sizes.disconnect();
      themes.disconnect();
      document.fonts.removeEventListener('loadingdone', repaint);
      cancelPaint(paint);
    },
  };
}

function fitToScreen(canvas: HTMLCanvasElement, width: number, height: number): void {
  const pixelWidth = Math.max(1, Math.round(width * window.devicePixelRatio));
  const pixelHeight = Math.max(1, Math.round(height * window.devicePixelRatio));
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
}
