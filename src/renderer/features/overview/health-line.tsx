import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { HealthState } from '../../../shared/health/index.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { StatusDot, type Tone } from '../../ui/badge.tsx';
import styles from './health-line.module.css';

const REFRESH_MS = 10_000;
const TONES: Readonly<Record<HealthState, Tone>> = { healthy: 'ok', degraded: 'warning', unhealthy: 'error' };

/** The health of the engine in a word, which leads to its page. */
export function HealthLine() {
  const { data } = useQuery(useTRPC().health.status.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  if (data === undefined) return null;
  const { state, score } = data.health;
  return (
    <Link to="/health" className={styles.line}>
      <StatusDot tone={TONES[state]} />
      Health {score}, {state}
    </Link>
  );
}
