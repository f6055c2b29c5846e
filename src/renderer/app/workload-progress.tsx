import { X } from 'lucide-react';
import { useWorkload } from '../lib/use-workload.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './workload-progress.module.css';

/** The running sample workload, on every page. Nothing while none runs. */
export function WorkloadProgress({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const { state, cancel } = useWorkload();
  if (state?.state !== 'running') return null;
  const progress = <Progress label="Sample workload" value={state.completed} max={state.total} />;
  if (isCollapsed) return <div className={styles['small']}>{progress}</div>;
  return (
    <div className={styles['box']}>
      <div className={styles['line']}>
        <span>Sample workload</span>
        <span className={styles['count']}>
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
