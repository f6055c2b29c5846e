import { Play } from 'lucide-react';
import { problemOf } from '../../lib/problem.ts';
import { useWorkload } from '../../lib/use-workload.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './workload-card.module.css';

/** Starts the sample workload and follows it. */
export function WorkloadCard() {
  const { state, start, cancel, error } = useWorkload();
  const isRunning = state?.state === 'running';
  return (
    <Card title="No application at hand?" className={styles.card}>
      <p className={styles.text}>
        The sample workload sends varied traffic through the gateway to simulated providers: several models,
        an agent with tools, streams, failures and retries. Nothing leaves this machine.
      </p>
      {isRunning ? (
        <div className={styles.progress}>
          <div className={styles.line}>
            <span>
              {state.completed} of {state.total} traces
            </span>
            <Button size="small" onClick={cancel}>
              Cancel
            </Button>
          </div>
          <Progress label="Sample workload" value={state.completed} max={state.total} />
        </div>
      ) : (
        <Button variant="primary" icon={<Play aria-hidden />} disabled={state === null} onClick={start}>
          Run sample workload
        </Button>
      )}
      {state?.state === 'failed' && state.message !== null && (
        <p role="alert" className={styles.error}>
          {state.message}
        </p>
      )}
      {error !== null && error !== undefined && (
        <p role="alert" className={styles.error}>
          {problemOf(error).message} {problemOf(error).action}
        </p>
      )}
    </Card>
  );
}
