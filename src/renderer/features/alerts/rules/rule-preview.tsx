import { formatDuration, type AlertingRule, type Preview } from '../../../../shared/alert/index.ts';
import { problemOf } from '../../../lib/problem.ts';
import { useTimeRange } from '../../../lib/use-time-range.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { usePreview } from '../use-alerts.ts';
import { PreviewChart } from './rule-chart.tsx';
import styles from './rule-preview.module.css';

/** When a rule that is being typed would have fired over the range of the page. */
export function RulePreview({
  rule,
  intervalMs,
}: {
  readonly rule: AlertingRule | null;
  readonly intervalMs: number;
}) {
  const range = useTimeRange();
  const preview = usePreview(rule, Math.max(1_000, intervalMs), range);
  return (
    <section aria-label="Preview" className={styles.preview}>
      <p aria-live="polite" className={styles.words}>
        {rule === null && 'Type an expression to see when it would have fired.'}
        {rule !== null && preview.error !== null && (
          <span className={styles.error}>{problemOf(preview.error).message}</span>
        )}
        {rule !== null && preview.error === null && preview.data !== undefined && sentence(preview.data)}
      </p>
      {rule !== null && preview.error === null && preview.isPending && <Skeleton height={160} />}
      {rule !== null && preview.error === null && preview.data !== undefined && (
        <PreviewChart name={rule.name} preview={preview.data} height={160} />
      )}
    </section>
  );
}

function sentence({ alerts, stepMs, fromMs, toMs }: Preview): string {
  const over = `over ${formatDuration(toMs - fromMs)}, evaluated every ${formatDuration(stepMs)}`;
  const fired = alerts.filter(({ firedMs }) => firedMs !== null).length;
  const passed = alerts.length - fired;
  const times = fired === 1 ? 'once' : `${fired} times`;
  if (fired > 0) return `It would have fired ${times} ${over}.`;
  return passed > 0
    ? `It would have been pending ${passed === 1 ? 'once' : `${passed} times`} and never fired ${over}.`
    : `It would not have fired ${over}.`;
}
