import { useEffect, useRef } from 'react';
import { useAppearance } from '../../lib/appearance-store.ts';
import { chartTooltip } from './chart-tooltip.ts';
import type { BarsOverTime } from './bars-over-time.ts';
import { init, type ECharts } from './echarts-parts.ts';
import { stackedBarsOption } from './stacked-bars-option.ts';
import styles from './stacked-bars.module.css';

/** The drawn chart; loaded only when one is shown. */
export function EchartsView({ start, bucketMs, series, unit = 'count', onPick }: BarsOverTime) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const theme = useAppearance((store) => store.shownTheme);
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });

  useEffect(() => {
    if (host.current === null) return;
    const drawn = init(host.current);
    chart.current = drawn;
    drawn.getZr().on('click', (event) => {
      const point = [event.offsetX, event.offsetY];
      if (!drawn.containPixel('grid', point)) return;
      const [bucket] = drawn.convertFromPixel('grid', point);
      if (bucket !== undefined) pick.current?.(bucket);
    });
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const data = { start, bucketMs, series, unit };
    chart.current?.setOption(
      stackedBarsOption(data, (bucket) => chartTooltip(data, bucket)),
      { notMerge: true },
    );
    // The colours come from the theme's tokens, so a change of theme draws again.
  }, [start, bucketMs, series, unit, theme]);

  return <div ref={host} className={styles.canvas} />;
}
