import { ChevronRight } from 'lucide-react';
import type { GuardState } from '../../../shared/guard/index.ts';
import { classNames } from '../../lib/class-names.ts';
import { formatCount, formatMicros, formatShare, formatTally, NOTHING } from '../../lib/format.ts';
import { problemText } from '../../lib/problem.ts';
import { Badge } from '../../ui/badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Switch } from '../../ui/switch.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { GuardPanel } from './guard-panel.tsx';
import styles from './guard-row.module.css';
import type { GuardTotals } from './guard-totals.ts';
import { GUARD_WORDS, OUTCOME_WORDS } from './guard-words.ts';
import { useSaveGuard } from './use-guards.ts';

export interface GuardRowProps {
  readonly state: GuardState;
  /** Null: not known yet. */
  readonly totals: GuardTotals | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

/** A guard: its switch, what it did, and below, when it is open, all that can be set. */
export function GuardRow({ state, totals, isOpen, onToggle }: GuardRowProps) {
  const { guard, settings } = state;
  const { label, purpose } = GUARD_WORDS[guard];
  const save = useSaveGuard({
    onError: (error) =>
      showToast({ tone: 'error', title: 'Nothing was changed', text: problemText(error) ?? '' }),
  });
  const outcome = OUTCOME_WORDS[settings.action];
  return (
    <li className={classNames(styles.item, isOpen && styles.open)}>
      <div className={styles.row}>
        <Switch
          label={label}
          checked={settings.enabled}
          disabled={save.isPending}
          onChange={(enabled) => save.mutate({ ...settings, enabled })}
        />
        <button type="button" className={styles.toggle} aria-expanded={isOpen} onClick={onToggle}>
          <span className={styles.text}>
            <span className={styles.name}>{label}</span>
            <span className={styles.purpose}>{purpose}</span>
          </span>
          <span className={styles.action}>
            <Badge tone={settings.enabled ? outcome.tone : 'neutral'}>{outcome.label}</Badge>
          </span>
          <Figures totals={totals} />
          <ChevronRight aria-hidden className={styles.chevron} />
        </button>
      </div>
      {isOpen && <GuardPanel key={guard} state={state} totals={totals} />}
    </li>
  );
}

function Figures({ totals }: { readonly totals: GuardTotals | null }) {
  if (totals === null) return <Skeleton width={190} height={28} />;
  const { runs, hits, failed, series, p95Micros } = totals;
  return (
    <>
      <span className={styles.spark}>
        <Sparkline values={series} tone="accent" />
      </span>
      <span
        className={styles.figure}
        title={`${formatCount(hits)} of ${formatCount(runs)} runs found something`}
      >
        <span className={styles.value}>{runs === 0 ? NOTHING : formatShare(hits / runs)}</span>
        <span className={styles.unit}>
          {runs === 0 ? 'no runs' : `${formatTally(hits)} of ${formatTally(runs)}`}
        </span>
      </span>
      <span className={styles.figure} title="The 95th percentile of the time that it takes">
        <span className={styles.value}>{formatMicros(p95Micros)}</span>
        <span className={failed > 0 ? styles.failed : styles.unit}>
          {failed > 0 ? `${formatTally(failed)} failed` : 'p95'}
        </span>
      </span>
    </>
  );
}
