import { Link } from '@tanstack/react-router';
import type { Overview } from '../../../shared/deployment.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatTile } from '../../ui/stat-tile.tsx';
import { figuresOf } from './figures-of.ts';
import styles from './figures.module.css';

/** The figures that say whether all is well, each with its course and a way to what stands behind it. */
export function Figures({ overview }: { readonly overview: Overview | null }) {
  return (
    <ul className={styles.row} aria-label="Figures">
      {figuresOf(overview).map((figure) => (
        <li key={figure.label}>
          <Link to="/traces" search={figure.search} className={styles.tile}>
            <StatTile
              label={figure.label}
              value={figure.value ?? <Skeleton width={84} height={28} />}
              note={figure.note}
              series={figure.series}
              tone={figure.tone}
              {...(figure.exact === undefined ? {} : { exact: figure.exact })}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}
