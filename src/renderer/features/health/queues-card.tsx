import type { QueueStatistics } from '../../../shared/health/index.ts';
import { formatBytes, formatCount, formatDuration } from '../../lib/format.ts';
import { Card } from '../../ui/card.tsx';
import { Meter } from '../../ui/meter.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './queues-card.module.css';

/** What waits in the engine, at this moment. */
export function QueuesCard({ queues }: { readonly queues: QueueStatistics | null }) {
  return (
    <Card title="Queues">
      {queues === null ? (
        <Skeleton height={120} />
      ) : (
        <dl className={styles.list}>
          {rowsOf(queues).map(({ name, meter, lines }) => (
            <div key={name}>
              <dt className={styles.name}>{name}</dt>
              <dd className={styles.value}>
                {meter}
                {lines.map((line) => (
                  <span key={line} className={styles.line}>
                    {line}
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}

function rowsOf({ ingest, places, notifications }: QueueStatistics) {
  const { queuedBytes, capacityBytes } = ingest;
  return [
    {
      name: 'Ingest',
      meter: (
        <Meter
          label="Ingest queue"
          value={queuedBytes}
          max={capacityBytes}
          text={`${formatBytes(queuedBytes)} of ${formatBytes(capacityBytes)}`}
        />
      ),
      lines: [
        `${formatCount(ingest.acknowledgedSpans)} spans and ${formatCount(ingest.acknowledgedLogs)} logs stored since the start`,
        `${formatCount(ingest.rejectedRequests)} requests refused, ${formatCount(ingest.droppedExchanges)} exchanges not recorded`,
      ],
    },
    {
      name: 'Places of calls',
      meter: null,
      lines: [
        `${formatCount(places.running)} running, ${formatCount(places.waiting)} waiting${places.waitP95Ms === null ? '' : `, wait p95 ${formatDuration(places.waitP95Ms)}`}`,
        `${formatCount(places.admitted)} admitted, ${formatCount(places.rejectedFull + places.rejectedLate)} refused`,
      ],
    },
    {
      name: 'Notifications',
      meter: null,
      lines: [
        `${formatCount(notifications.waiting)} waiting, ${formatCount(notifications.sent)} sent, ${formatCount(notifications.failed)} failed tries`,
        ...(notifications.lastFailure === null ? [] : [`Last failure: ${notifications.lastFailure}`]),
      ],
    },
  ];
}
