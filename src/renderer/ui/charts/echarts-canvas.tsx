import { useEffect, useRef } from 'react';
import { useAppearance } from '../../lib/appearance-store.ts';
import { chartPictures } from './chart-picture.ts';
import { DrawQueue } from './draw-queue.ts';
import styles from './echarts-canvas.module.css';
import { init, type ECharts, type EChartsCoreOption } from './echarts-parts.ts';

export interface EchartsCanvasProps {
  /** Makes what is drawn; called again when it, the size or the theme changes. */
  readonly option: () => EChartsCoreOption;
  /** In pixels; the canvas fills it. */
  readonly width: number;
  readonly height: number;
  /** The series that stands out; null: all alike. */
  readonly highlighted?: string | null;
}

const PRINTED_PIXEL_RATIO = 3;

const turns = new DrawQueue(
  (run) => requestAnimationFrame(run),
  () => performance.now(),
);

/** One ECharts instance. It draws and nothing else: what is pointed at, said and clicked stands in elements above it. */
export function EchartsCanvas({ option, width, height, highlighted = null }: EchartsCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const theme = useAppearance((store) => store.shownTheme);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const drawn = init(element, null, { devicePixelRatio: pixelRatioOf(element) });
    chart.current = drawn;
    chartPictures.set(element, (pixelRatio) => drawn.renderToCanvas({ pixelRatio }));
    return () => {
      chartPictures.delete(element);
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(
    () =>
      turns.add(() => {
        const drawn = chart.current;
        if (drawn === null) return;
        if (drawn.getWidth() !== width || drawn.getHeight() !== height)
          drawn.resize({ width, height, silent: true });
        drawn.setOption(option(), { notMerge: true });
        drawn.getZr().flush();
        // Who prints waits for it.
        host.current?.setAttribute('data-chart-canvas', 'drawn');
      }),
    // The colours come from the theme's tokens, so a change of theme draws again.
    [option, width, height, theme],
  );

  useEffect(() => {
    const drawn = chart.current;
    if (drawn === null || highlighted === null) return;
    drawn.dispatchAction({ type: 'highlight', seriesName: highlighted });
    return () => drawn.dispatchAction({ type: 'downplay', seriesName: highlighted });
  }, [highlighted]);

  return <div ref={host} className={styles.canvas} data-chart-canvas="waiting" aria-hidden />;
}

/** On paper a point is finer than on a screen. */
function pixelRatioOf(element: HTMLElement): number {
  return element.closest('[data-print-sheet]') === null ? window.devicePixelRatio : PRINTED_PIXEL_RATIO;
}
