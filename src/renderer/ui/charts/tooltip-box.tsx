import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { classNames } from '../../lib/class-names.ts';
import styles from './chart-tooltip.module.css';
import type { HoveredValue } from './hovered-values.ts';

export interface TooltipBoxProps {
  /** In pixels of the window. */
  readonly x: number;
  readonly y: number;
  readonly title: string;
  readonly rows: readonly Pick<HoveredValue, 'name' | 'colour' | 'text' | 'isNearest'>[];
}

const MOST_ROWS = 14;
const AWAY = 14;
const MARGIN = 8;

/** What a chart says where the pointer is. Beside the pointer, where there is room. */
export function TooltipBox({ x, y, title, rows }: TooltipBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const left = x + AWAY + width + MARGIN > window.innerWidth ? x - AWAY - width : x + AWAY;
    const top = Math.min(y + AWAY, window.innerHeight - height - MARGIN);
    element.style.transform = `translate(${Math.max(MARGIN, left)}px, ${Math.max(MARGIN, top)}px)`;
  });
  const shown = shownRows(rows);
  return createPortal(
    <div ref={box} className={classNames(styles.box, styles.floating)} aria-hidden>
      <div className={styles.time}>{title}</div>
      {shown.map((row) => (
        <div key={row.name} className={classNames(styles.row, row.isNearest && styles.nearest)}>
          <span className={styles.swatch} style={{ background: row.colour }} />
          <span className={styles.name}>{row.name}</span>
          <span className={styles.value}>{row.text}</span>
        </div>
      ))}
      {rows.length > shown.length && <div className={styles.time}>and {rows.length - shown.length} more</div>}
    </div>,
    document.body,
  );
}

/** The highest; the one pointed at is always among them. */
function shownRows(rows: TooltipBoxProps['rows']): TooltipBoxProps['rows'] {
  const first = rows.slice(0, MOST_ROWS);
  const nearest = rows.find(({ isNearest }) => isNearest);
  return nearest === undefined || first.includes(nearest) ? first : [...first.slice(0, -1), nearest];
}
