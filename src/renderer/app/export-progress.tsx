import { Download, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { TraceExport } from '../../shared/trace-export.ts';
import { formatBytes, formatCompact, formatCount } from '../lib/format.ts';
import { useExports } from '../lib/use-exports.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Progress } from '../ui/progress.tsx';
import { showToast } from '../ui/toast-store.ts';
import styles from './workload-progress.module.css';

/** The exports that are under way, on every page. Nothing while there are none. */
export function ExportProgress({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const { exports, cancel } = useExports();
  useEndNotices(exports);
  return exports
    .filter(({ state }) => state === 'running')
    .map((job) => {
      const progress = (
        <Progress label={`Export of ${job.fileName}`} value={job.traces} max={job.total ?? 0} />
      );
      if (isCollapsed) {
        return (
          <div key={job.id} className={styles.small}>
            {progress}
          </div>
        );
      }
      return (
        <div key={job.id} className={styles.box} title={job.fileName}>
          <div className={styles.line}>
            <Download size={14} aria-label="Export" />
            <span className={styles.count}>
              {formatCompact(job.traces)}
              {job.total === null ? '' : `/${formatCompact(job.total)}`} · {formatBytes(job.bytes)}
            </span>
            <IconButton
              size="small"
              label="Cancel the export"
              icon={<X aria-hidden />}
              onClick={() => cancel(job.id)}
            />
          </div>
          {progress}
        </div>
      );
    });
}

/** Says how exports that this console saw under way have ended. */
function useEndNotices(exports: readonly TraceExport[]): void {
  const underWay = useRef(new Set<string>());
  useEffect(() => {
    for (const job of exports) {
      if (job.state === 'waiting' || job.state === 'running') underWay.current.add(job.id);
      else if (underWay.current.delete(job.id)) tellEnd(job);
    }
  }, [exports]);
}

function tellEnd({ state, fileName, traces, bytes, message }: TraceExport): void {
  if (state === 'done') {
    const text = `${traces === 1 ? '1 trace' : `${formatCount(traces)} traces`}, ${formatBytes(bytes)}: ${fileName}`;
    showToast({ tone: 'ok', title: 'Export finished', text });
  } else if (state === 'failed') {
    showToast({ tone: 'error', title: 'The export failed', text: message ?? undefined });
  } else if (traces > 0) {
    showToast({ tone: 'error', title: 'The export was stopped', text: message ?? undefined });
  }
}
