import type { Dependency } from '../../../shared/health/index.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './dependencies-card.module.css';
import { DEPENDENCY_TONES, DEPENDENCY_WORDS } from './state-words.ts';

/** What the engine stands on. */
export function DependenciesCard({ dependencies }: { readonly dependencies: readonly Dependency[] | null }) {
  return (
    <Card title="Dependencies" flush>
      {dependencies === null ? (
        <div className={styles.loading}>
          <Skeleton height={120} />
        </div>
      ) : (
        <ul className={styles.list}>
          {dependencies.map(({ kind, name, state, detail }) => (
            <li key={`${kind} ${name}`} className={styles.item}>
              <span className={styles.name}>
                <StatusDot tone={DEPENDENCY_TONES[state]} />
                {name}
              </span>
              <span className={styles.detail} title={detail}>
                {state === 'up' ? detail : DEPENDENCY_WORDS[state]}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
