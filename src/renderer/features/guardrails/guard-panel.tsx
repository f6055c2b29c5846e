import { useState } from 'react';
import type { GuardSettings, GuardState } from '../../../shared/guard/index.ts';
import { formatAbsolute } from '../../lib/format-time.ts';
import { problemText } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { CommonFields } from './fields/common-fields.tsx';
import { readSettings } from './fields/field-problems.ts';
import { GuardFields } from './fields/guard-fields.tsx';
import styles from './guard-panel.module.css';
import type { GuardTotals } from './guard-totals.ts';
import { GUARD_WORDS } from './guard-words.ts';
import { RunsTable } from './runs-table.tsx';
import { useSaveGuard } from './use-guards.ts';

export interface GuardPanelProps {
  readonly state: GuardState;
  readonly totals: GuardTotals | null;
}

/** All that can be set of a guard. Nothing is in force before it is saved. */
export function GuardPanel({ state, totals }: GuardPanelProps) {
  const { guard, settings: saved, changedAt, changedBy } = state;
  const [draft, setDraft] = useState<GuardSettings | null>(null);
  // Fields keep what was typed into them; discarding makes them anew.
  const [generation, setGeneration] = useState(0);
  const { label } = GUARD_WORDS[guard];
  const discard = () => {
    setDraft(null);
    setGeneration((before) => before + 1);
  };
  const save = useSaveGuard({
    onDone: () => {
      setDraft(null);
      showToast({ tone: 'ok', title: `${label} saved`, text: 'In force from the next call on.' });
    },
  });
  // The switch of the row is moved by itself, also while something else is being changed here.
  const settings: GuardSettings = draft === null ? saved : { ...draft, enabled: saved.enabled };
  const isChanged = draft !== null && JSON.stringify(settings) !== JSON.stringify(saved);
  const read = readSettings(settings);
  const fields = { settings, saved, problems: read.problems, onChange: setDraft };
  return (
    <form
      noValidate
      aria-label={`Settings of ${label}`}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (read.settings !== null && isChanged) save.mutate(read.settings);
      }}
    >
      {totals !== null && totals.directions.length > 0 && <RunsTable totals={totals} label={label} />}
      <div key={generation} className={styles.fields}>
        <CommonFields {...fields} />
        <GuardFields {...fields} />
      </div>
      <footer className={styles.foot}>
        <Button
          type="submit"
          variant="primary"
          busy={save.isPending}
          disabled={!isChanged || read.settings === null}
        >
          Save
        </Button>
        <Button disabled={!isChanged} onClick={discard}>
          Discard
        </Button>
        {save.error === null ? (
          <span className={styles.note}>
            {changedAt === null
              ? 'Never changed.'
              : `Changed by ${changedBy ?? 'somebody'}, ${formatAbsolute(changedAt)}.`}
          </span>
        ) : (
          <span role="alert" className={styles.error}>
            {problemText(save.error)}
          </span>
        )}
      </footer>
    </form>
  );
}
