import { classNames } from '../../lib/class-names.ts';
import type { UnitParts } from '../../lib/format-unit.ts';
import { arcPath } from './arc-path.ts';
import styles from './gauge-chart.module.css';

export interface GaugeChartProps {
  readonly label: string;
  readonly parts: UnitParts;
  /** Where the value is between the ends, 0 to 1; null: there is none. */
  readonly share: number | null;
  /** A CSS colour. */
  readonly colour: string;
  /** Colours along the rim, by share. */
  readonly steps: readonly { readonly from: number; readonly colour: string }[];
  readonly low: string;
  readonly high: string;
}

/** The gauge is two thirds of a ring, open at the bottom. */
const TURNS = 2 / 3;
const START = -TURNS / 2;

/** One value between two ends. */
export function GaugeChart({ label, parts, share, colour, steps, low, high }: GaugeChartProps) {
  const turn = (at: number) => START + TURNS * Math.max(0, Math.min(1, at));
  const { prefix, digits, suffix } = parts;
  return (
    <figure
      className={classNames(styles.gauge, label !== '' && styles.named)}
      aria-label={`${label}: ${prefix}${digits}${suffix}`}
    >
      <div className={styles.dial}>
        <svg viewBox="0 0 100 78" aria-hidden focusable="false">
          <path d={arcPath(50, 45, 36, START, -START)} className={styles.track} />
          {share !== null && <path d={arcPath(50, 45, 36, START, turn(share))} style={{ fill: colour }} />}
          {steps.map((step, index) => (
            <path
              key={step.from}
              d={arcPath(50, 48.5, 46.5, turn(step.from), turn(steps[index + 1]?.from ?? 1))}
              style={{ fill: step.colour }}
            />
          ))}
        </svg>
        <span className={styles.value}>
          {prefix}
          {digits}
          <span className={styles.unit}>{suffix}</span>
        </span>
        <span className={styles.ends}>
          <span>{low}</span>
          <span>{high}</span>
        </span>
      </div>
      {label !== '' && <figcaption className={styles.name}>{label}</figcaption>}
    </figure>
  );
}
