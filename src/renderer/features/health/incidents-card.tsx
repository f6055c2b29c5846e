import { COMPONENT_NAMES, type HealthAnalytics, type HealthIncident } from '../../../shared/health/index.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { CalmNote } from '../../ui/calm-note.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { formatSeconds } from './format-seconds.ts';
import styles from './incidents-card.module.css';
import { STATE_TONES, STATE_WORDS } from './state-words.ts';

const SHOWN = 8;

export interface IncidentsCardProps {
  readonly analytics: HealthAnalytics | null;
  readonly onOpenRecord: (record: number) => void;
}

/** Stretches of time in which the engine was not healthy, newest first. */
export function IncidentsCard({ analytics, onOpenRecord }: IncidentsCardProps) {
  const incidents = analytics?.incidents.slice(0, SHOWN) ?? [];
  return (
    <Card title="Incidents" description={analytics === null ? undefined : describe(analytics)} flush>
      {analytics === null && (
        <div className={styles.loading}>
          <Skeleton height={24} />
        </div>
      )}
      {analytics !== null && incidents.length === 0 && <CalmNote>No incident in this range</CalmNote>}
      {incidents.length > 0 && (
        <Table
          label="Incidents"
          columns={columns(onOpenRecord)}
          rows={incidents}
          rowKey={({ start }) => start}
        />
      )}
    </Card>
  );
}

function describe({ incidentCount, range }: HealthAnalytics): string {
  return incidentCount <= SHOWN
    ? `the last ${range}`
    : `the latest ${SHOWN} of ${incidentCount} in the last ${range}`;
}

function columns(onOpenRecord: (record: number) => void): readonly TableColumn<HealthIncident>[] {
  return [
    {
      id: 'start',
      header: 'Since',
      cell: ({ start, worst }) => (
        <span className={styles.start}>
          <StatusDot tone={STATE_TONES[worst]} label={STATE_WORDS[worst]} />
          {formatAbsolute(start)}
        </span>
      ),
    },
    {
      id: 'duration',
      header: 'Lasted',
      align: 'end',
      cell: ({ durationSeconds, end }) =>
        `${formatSeconds(durationSeconds)}${end === null ? ', goes on' : ''}`,
    },
    { id: 'score', header: 'Lowest score', align: 'end', cell: ({ lowestScore }) => lowestScore },
    {
      id: 'why',
      header: 'What was not well',
      wrap: true,
      cell: ({ components, reasons }) => (
        <>
          <span className={styles.components}>
            {components.map(({ component }) => COMPONENT_NAMES[component]).join(', ')}
          </span>
          {reasons[0] !== undefined && <span className={styles.reason}>{reasons[0]}</span>}
        </>
      ),
    },
    {
      id: 'open',
      header: 'Check',
      isHeaderHidden: true,
      align: 'end',
      cell: ({ record, start }) => (
        <Button
          size="small"
          variant="ghost"
          aria-label={`Open the worst check of the incident since ${formatAbsolute(start)}`}
          onClick={() => onOpenRecord(record)}
        >
          Check
        </Button>
      ),
    },
  ];
}
