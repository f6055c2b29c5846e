import { useState } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { formatShare } from '../../lib/format.ts';
import { arcPath } from './arc-path.ts';
import { pieArcs } from './pie-arcs.ts';
import styles from './pie-chart.module.css';
import { TooltipBox } from './tooltip-box.tsx';

export interface PieSlice {
  readonly name: string;
  /** Negative ones have no place in a whole and are left out. */
  readonly value: number;
  readonly text: string;
  /** A CSS colour. */
  readonly colour: string;
}

export interface PieChartProps {
  readonly label: string;
  readonly slices: readonly PieSlice[];
  readonly donut: boolean;
  /** The whole, in the middle of a donut. */
  readonly total: string;
  readonly legend: 'bottom' | 'right' | 'hidden';
}

/** Shares of a whole, the largest first, clockwise from the top. */
export function PieChart({ label, slices, donut, total, legend }: PieChartProps) {
  const [hovered, setHovered] = useState<{ at: number; x: number; y: number } | null>(null);
  const arcs = pieArcs(slices).map(({ slice, ...arc }) => ({ ...slice, ...arc }));
  const pointed = hovered === null ? undefined : arcs[hovered.at];
  return (
    <figure className={classNames(styles.pie, legend === 'right' && styles.beside)} aria-label={label}>
      <div className={styles.disc} onPointerLeave={() => setHovered(null)}>
        <svg viewBox="0 0 100 100" aria-hidden focusable="false">
          {arcs.length === 0 && <circle cx="50" cy="50" r="48" className={styles.empty} />}
          {arcs.map((arc, at) => (
            <path
              key={arc.name}
              d={arcPath(50, 48, donut ? 32 : 0, arc.from, arc.to)}
              className={classNames(styles.slice, hovered !== null && hovered.at !== at && styles.faint)}
              style={{ fill: arc.colour }}
              onPointerMove={(event) => setHovered({ at, x: event.clientX, y: event.clientY })}
            />
          ))}
        </svg>
        {donut && <span className={styles.total}>{total}</span>}
      </div>
      {legend !== 'hidden' && (
        <ul className={styles.legend} aria-label={`Shares of ${label}`} tabIndex={0}>
          {arcs.map(({ name, text, colour, share }) => (
            <li key={name} className={styles.entry}>
              <span className={styles.swatch} style={{ background: colour }} aria-hidden />
              <span className={styles.name} title={name}>
                {name}
              </span>
              <span className={styles.figure}>{text}</span>
              <span className={styles.share}>{formatShare(share)}</span>
            </li>
          ))}
        </ul>
      )}
      {hovered !== null && pointed !== undefined && (
        <TooltipBox
          x={hovered.x}
          y={hovered.y}
          title={formatShare(pointed.share)}
          rows={[{ ...pointed, isNearest: true }]}
        />
      )}
    </figure>
  );
}
