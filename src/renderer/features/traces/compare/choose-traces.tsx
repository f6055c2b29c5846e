import { useNavigate } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import styles from './choose-traces.module.css';
import { TraceChooser } from './trace-chooser.tsx';

/** In the place of a comparison of which a trace is missing. */
export function ChooseTraces({ a, b }: { readonly a: string | undefined; readonly b: string | undefined }) {
  const navigate = useNavigate();
  const known = a ?? b;
  const choose = (traceId: string) =>
    void navigate({
      to: '/traces/compare',
      search: (search) => (a === undefined ? { ...search, a: traceId } : { ...search, b: traceId }),
      replace: true,
    });
  return (
    <div className={styles.page}>
      <EmptyState
        icon={<GitCompareArrows aria-hidden />}
        title={known === undefined ? 'Choose the first trace' : 'Choose the trace to compare with'}
      >
        <div className={styles.chooser}>
          <TraceChooser likeTraceId={known ?? null} onChoose={choose} />
        </div>
      </EmptyState>
    </div>
  );
}
