import { X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { WorkloadState } from '../../shared/deployment.ts';
import { formatCount } from '../lib/format.ts';
import { useWorkload } from '../lib/use-workload.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Progress } from '../ui/progress.tsx';
import { showToast } from '../ui/toast-store.ts';
import styles from './workload-progress.module.css';

/** The running sample workload, on every page. Nothing while none runs. */
export function WorkloadProgress({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const { state, cancel } = useWorkload();
  useEndNotice(state);
  if (state?.state !== 'running') return null;
  const progress = <Progress label="Sample workload" value={state.completed} max={state.total} />;
  if (isCollapsed) return <div className={styles.small}>{progress}</div>;
  return (
    <div className={styles.box}>
      <div className={styles.line}>
        <span>Sample workload</span>
        <span className={styles.count}>
          {state.completed}/{state.total}
        </span>
        <IconButton
          size="small"
          label="Cancel the sample workload"
          icon={<X aria-hidden />}
          onClick={cancel}
        />
      </div>
      {progress}
    </div>
  );
}

/** Says how a run that this console saw running has ended. */
function useEndNotice(state: WorkloadState | null): void {
  const wasRunning = useRef(false);
  useEffect(() => {
    if (state === null) return;
    if (wasRunning.current && state.state === 'done') {
      showToast({
        tone: 'ok',
        title: 'Sample workload finished',
        text: `${formatCount(state.completed)} of ${formatCount(state.total)} traces sent${state.failed === 0 ? '' : `, ${formatCount(state.failed)} not taken`}.`,
      });
    }
    if (wasRunning.current && state.state === 'failed') {
      showToast({ tone: 'error', title: 'The sample workload failed', text: state.message ?? undefined });
    }
    wasRunning.current = state.state === 'running';
  }, [state]);
}
