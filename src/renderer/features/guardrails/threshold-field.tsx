import type { GuardName } from '../../../shared/guard/index.ts';
import { useTimeRange } from '../../lib/use-time-range.ts';
import { InlineError } from '../../ui/inline-error.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NumberField } from './fields/number-field.tsx';
import { ScoreHistogram } from './score-histogram.tsx';
import styles from './threshold-field.module.css';
import { useGuardScores } from './use-guards.ts';

export interface ThresholdFieldProps {
  readonly guard: GuardName;
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly error: string | undefined;
  /** The one in force. */
  readonly saved: number;
  readonly onChange: (threshold: number) => void;
}

/** A threshold as a number, and over the scores that were recorded in the range of the page. */
export function ThresholdField(props: ThresholdFieldProps) {
  const { guard, label, hint, value, error, saved, onChange } = props;
  const query = useGuardScores(guard, useTimeRange());
  const scores = query.data;
  return (
    <div className={styles.threshold}>
      <div className={styles.head}>
        <NumberField
          label={label}
          value={value}
          error={error}
          onChange={(next) => onChange(next ?? Number.NaN)}
        />
        <p className={styles.hint}>{hint}</p>
      </div>
      {scores === undefined && query.error !== null && (
        <InlineError
          title="The recorded scores could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {scores === undefined && query.error === null && <Skeleton height={144} />}
      {scores?.runs === 0 && (
        <p className={styles.empty}>
          Nothing was judged in this range, so there are no scores to hold the threshold against. Choose a
          longer range, or send a call.
        </p>
      )}
      {scores !== undefined && scores.runs > 0 && (
        <ScoreHistogram
          label={`${label}, over recorded scores`}
          bins={scores.bins}
          runs={scores.runs}
          threshold={Number.isNaN(value) ? saved : value}
          saved={saved}
          onChange={onChange}
        />
      )}
    </div>
  );
}
