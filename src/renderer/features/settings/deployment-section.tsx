import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DeploymentInfo } from '../../../shared/deployment.ts';
import { useTRPC } from '../../lib/engine-client.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './deployment-section.module.css';

const INTERVAL_MS = 5_000;

export interface DeploymentSectionProps {
  readonly children: (info: DeploymentInfo) => ReactNode;
}

/** A section about the engine itself: its facts, loading, or why they are not there. */
export function DeploymentSection({ children }: DeploymentSectionProps) {
  const trpc = useTRPC();
  const query = useQuery(trpc.deployment.info.queryOptions(undefined, { refetchInterval: INTERVAL_MS }));
  if (query.data !== undefined) return <div>{children(query.data)}</div>;
  if (query.error !== null) {
    return (
      <ErrorState
        title="The engine did not describe itself"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className={styles.loading}>
      {[1, 2, 3, 4].map((row) => (
        <Skeleton key={row} height={28} />
      ))}
    </div>
  );
}
