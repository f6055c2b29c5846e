import { Link } from '@tanstack/react-router';
import {
  COMPONENT_NAMES,
  WEIGHTS,
  type HealthAnalytics,
  type HealthComponent,
  type HealthRange,
  type HealthReport,
  type MonitoringStatus,
} from '../../../shared/health/index.ts';
import { formatShare, NOTHING } from '../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../lib/format-time.ts';
import { useNow } from '../../lib/use-now.ts';
import { StatusDot } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { formatSeconds } from './format-seconds.ts';
import styles from './score-card.module.css';
import { ScoreRing } from './score-ring.tsx';
import { isRecovering, STATE_TONES, STATE_WORDS } from './state-words.ts';

const SHOWN_REASONS = 3;

export interface ScoreCardProps {
  readonly status: MonitoringStatus | null;
  readonly analytics: HealthAnalytics | null;
  readonly range: HealthRange;
}

/** How all of it is, why, and how it was over the range. */
export function ScoreCard({ status, analytics, range }: ScoreCardProps) {
  const health = status?.health ?? null;
  return (
    <Card className={styles.card}>
      <div className={styles.now}>
        <ScoreRing score={health?.score ?? null} state={health?.state ?? null} />
        {status === null || health === null ? (
          <LoadingWords />
        ) : (
          <Words health={health} interval={status.intervalSeconds} />
        )}
      </div>
      <dl className={styles.figures} aria-label={`The last ${range}`}>
        {figuresOf(analytics, range).map(({ label, value, exact }) => (
          <div key={label} className={styles.figure}>
            <dt>{label}</dt>
            <dd title={exact}>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Words({ health, interval }: { readonly health: HealthReport; readonly interval: number }) {
  const now = useNow(1_000);
  const reasons = health.components
    .flatMap(({ component, reasons: own }) => own.map((reason) => ({ component, ...reason })))
    .sort((a, b) => taken(b) - taken(a));
  return (
    <div className={styles.words}>
      <p className={styles.state} role="status">
        <StatusDot tone={STATE_TONES[health.state]} />
        {STATE_WORDS[health.state]}
        {isRecovering(health.state, health.score) && ', recovering'}
        <span className={styles.since} title={formatAbsolute(health.since)}>
          since {formatRelative(health.since, now).replace(' ago', '')}
        </span>
      </p>
      {reasons.length === 0 ? (
        <p className={styles.reason}>Every component that is configured is well.</p>
      ) : (
        <ul className={styles.reasons}>
          {reasons.slice(0, SHOWN_REASONS).map(({ component, fact, subject, text }) => (
            <li key={`${component} ${fact} ${subject ?? ''}`} className={styles.reason}>
              <Link to="/health" search={(before) => ({ ...before, component })} className={styles.component}>
                {COMPONENT_NAMES[component]}
              </Link>{' '}
              {text}
            </li>
          ))}
          {reasons.length > SHOWN_REASONS && (
            <li className={styles.reason}>and {reasons.length - SHOWN_REASONS} more</li>
          )}
        </ul>
      )}
      <p className={styles.checked} title={formatAbsolute(health.at)}>
        Checked {formatRelative(health.at, now)} in {health.tookMs} ms, every {interval} s
      </p>
    </div>
  );
}

/** What a reason takes from the score of the whole. */
function taken({ component, points }: { component: HealthComponent; points: number }): number {
  return WEIGHTS[component].influence * (100 - points);
}

function LoadingWords() {
  return (
    <div className={styles.words}>
      <Skeleton width={140} height={22} />
      <Skeleton width={280} />
      <Skeleton width={180} />
    </div>
  );
}

function figuresOf(analytics: HealthAnalytics | null, range: HealthRange) {
  const share = (value: number | null | undefined) =>
    value === null || value === undefined ? NOTHING : formatShare(value);
  const known =
    analytics === null ? '' : `${formatSeconds(analytics.knownSeconds)} of the last ${range} are known`;
  return [
    { label: `Uptime, ${range}`, value: share(analytics?.uptimeShare), exact: known },
    { label: 'Healthy', value: share(analytics?.healthyShare), exact: known },
    { label: 'Mean score', value: analytics?.meanScore?.toFixed(1) ?? NOTHING, exact: known },
    { label: 'Incidents', value: analytics?.incidentCount ?? NOTHING, exact: '' },
    {
      label: 'Time to mend',
      value:
        analytics?.mttrSeconds === null || analytics === null
          ? NOTHING
          : formatSeconds(analytics.mttrSeconds),
      exact: 'The mean of incidents that have ended (MTTR)',
    },
    { label: 'Changes of state', value: analytics?.flaps ?? NOTHING, exact: '' },
  ];
}
