import { formatFact, type HealthFact } from '../../../shared/health/index.ts';
import { Badge } from '../../ui/badge.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './fact-table.module.css';
import { pointsTone } from './state-words.ts';

const COLUMNS: readonly TableColumn<HealthFact>[] = [
  {
    id: 'fact',
    header: 'Fact',
    width: '34%',
    wrap: true,
    cell: ({ label, subject }) => (
      <>
        {subject !== null && <span className={styles.subject}>{subject} </span>}
        {label}
      </>
    ),
  },
  {
    id: 'value',
    header: 'Found',
    wrap: true,
    cell: ({ text }) => <span className={styles.value}>{text}</span>,
  },
  {
    id: 'degraded',
    header: 'Degraded at',
    align: 'end',
    cell: (fact) => <Threshold fact={fact} value={fact.thresholds?.degradedAt} />,
  },
  {
    id: 'unhealthy',
    header: 'Unhealthy at',
    align: 'end',
    cell: (fact) => <Threshold fact={fact} value={fact.thresholds?.unhealthyAt} />,
  },
  {
    id: 'points',
    header: 'Points',
    align: 'end',
    width: '72px',
    cell: ({ points }) => (points === null ? null : <Badge tone={pointsTone(points)}>{points}</Badge>),
  },
];

/** What the checks of a component found, with the borders of each. */
export function FactTable({
  label,
  facts,
}: {
  readonly label: string;
  readonly facts: readonly HealthFact[];
}) {
  return (
    <Table
      label={label}
      columns={COLUMNS}
      rows={facts}
      rowKey={({ fact, subject }) => `${fact} ${subject ?? ''}`}
    />
  );
}

function Threshold({ fact, value }: { readonly fact: HealthFact; readonly value: number | undefined }) {
  if (value === undefined) return null;
  return <span className={styles.threshold}>{formatFact(fact.unit, value)}</span>;
}
