import { formatAbsolute, formatClock } from '../../lib/format-time.ts';
import { UNIT_FORMATS, type BarsOverTime } from './bars-over-time.ts';
import styles from './chart-tooltip.module.css';

/** The tooltip of one bucket. Built as elements, never from HTML text: names come from the traffic. */
export function chartTooltip(
  { start, bucketMs, series, unit = 'count' }: Pick<BarsOverTime, 'start' | 'bucketMs' | 'series' | 'unit'>,
  bucket: number,
): HTMLElement {
  const from = start + bucket * bucketMs;
  const box = element('div', styles.box);
  const span = `${formatAbsolute(new Date(from).toISOString())} – ${formatClock(from + bucketMs)}`;
  box.append(element('div', styles.time, span));
  for (const one of series) {
    const row = element('div', styles.row);
    const swatch = element('span', styles.swatch);
    swatch.style.background = `var(${one.colour})`;
    row.append(
      swatch,
      element('span', styles.name, one.name),
      element('span', styles.value, UNIT_FORMATS[unit].tooltip(one.values[bucket] ?? 0)),
    );
    box.append(row);
  }
  return box;
}

function element(tag: 'div' | 'span', className: string | undefined, text = ''): HTMLElement {
  const made = document.createElement(tag);
  if (className !== undefined) made.className = className;
  made.textContent = text;
  return made;
}
