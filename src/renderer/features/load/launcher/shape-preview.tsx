import { Schedule, type LoadPlan } from '../../../../shared/load/index.ts';
import { formatCount, formatDuration } from '../../../lib/format.ts';
import styles from './shape-preview.module.css';

const WIDTH = 600;
const HEIGHT = 96;

/** The rate, or the users, of a plan over its time. */
export function ShapePreview({ plan: { shape, warmUpSeconds } }: { readonly plan: LoadPlan }) {
  const schedule = new Schedule(shape);
  const whole = warmUpSeconds + schedule.seconds;
  const most = Math.max(shape.start, ...shape.stages.map(({ target }) => target));
  const x = (seconds: number) => ((seconds + warmUpSeconds) / whole) * WIDTH;
  const y = (value: number) => HEIGHT - (value / most) * (HEIGHT - 6);
  const corners = shape.stages.reduce<{ at: number; value: number }[]>(
    (points, { seconds, target }) => [...points, { at: (points.at(-1)?.at ?? 0) + seconds, value: target }],
    [{ at: 0, value: shape.start }],
  );
  const line = corners.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const unit = shape.model === 'open' ? '/s' : ' users';
  return (
    <figure
      className={styles.preview}
      aria-label={`Up to ${formatCount(most)}${unit} over ${formatDuration(schedule.seconds * 1000)}`}
    >
      <div className={styles.plot}>
        <span className={styles.top} aria-hidden>
          {formatCount(most)}
          {unit}
        </span>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={styles.drawing}
          aria-hidden
        >
          <rect x="0" y="0" width={x(0)} height={HEIGHT} className={styles.warmUp} />
          <polygon points={`${x(0)},${HEIGHT} ${line} ${WIDTH},${HEIGHT}`} className={styles.area} />
          <polyline points={line} className={styles.line} vectorEffect="non-scaling-stroke" />
        </svg>
      </div>
      <figcaption className={styles.caption}>
        <span>{warmUpSeconds > 0 ? `warm-up ${formatDuration(warmUpSeconds * 1000)}` : '0 s'}</span>
        <span>{formatDuration(whole * 1000)}</span>
      </figcaption>
    </figure>
  );
}
