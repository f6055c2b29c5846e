import type {
  ComponentHealth,
  HealthComponent,
  HealthReport,
  HealthTrends,
} from '../../../shared/health/index.ts';
import { HEALTH_COMPONENTS } from '../../../shared/health/index.ts';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ComponentRow } from './component-row.tsx';
import styles from './components-card.module.css';

export interface ComponentsCardProps {
  readonly health: HealthReport | null;
  readonly trends: HealthTrends | null;
  readonly opened: HealthComponent | null;
  readonly onToggle: (component: HealthComponent) => void;
  readonly onOpenRecord: (record: number) => void;
}

/** The seven components, each with its history; the worst is not moved, so that each keeps its place. */
export function ComponentsCard({ health, trends, opened, onToggle, onOpenRecord }: ComponentsCardProps) {
  return (
    <Card title="Components" description="Each cell of a history opens the check that was kept" flush>
      <ul className={styles.list}>
        {health === null
          ? HEALTH_COMPONENTS.map((component) => (
              <li key={component} className={styles.loading}>
                <Skeleton height={22} />
              </li>
            ))
          : health.components.map((component) => (
              <ComponentRow
                key={component.component}
                component={component}
                history={historyOf(component, trends)}
                isOpen={opened === component.component}
                onToggle={() => onToggle(component.component)}
                onOpenRecord={onOpenRecord}
              />
            ))}
      </ul>
    </Card>
  );
}

function historyOf({ component }: ComponentHealth, trends: HealthTrends | null) {
  const found = trends?.components.find((each) => each.component === component);
  if (trends === null || found === undefined) return null;
  return {
    fromMs: Date.parse(trends.from),
    bucketMs: trends.bucketSeconds * 1000,
    states: found.states,
    scores: found.score,
    records: found.records,
  };
}
