import type { GuardAction, GuardSettings } from '../../../../shared/guard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import { ACTION_WORDS, DIRECTION_WORDS } from '../guard-words.ts';
import styles from './common-fields.module.css';
import type { FieldProps } from './field-props.ts';
import { NumberField } from './number-field.tsx';

const FAILURE_MODES = [
  { value: 'open', label: 'Let pass' },
  { value: 'closed', label: 'Block' },
] as const;

/** What a guard of that kind can do: what has no places cannot be redacted, and whoever may not answer is left out. */
function actionsOf({ guard }: GuardSettings): readonly GuardAction[] {
  if (guard === 'region') return ['block'];
  if (guard === 'pii' || guard === 'secrets' || guard === 'words') return ['flag', 'warn', 'redact', 'block'];
  return ['flag', 'warn', 'block'];
}

/** What every guard has to be set. */
export function CommonFields({ settings, problems, onChange }: FieldProps<GuardSettings>) {
  const set = (part: Partial<Pick<GuardSettings, 'failureMode' | 'timeLimitMs' | 'directions'>>) =>
    onChange({ ...settings, ...part });
  // The schema refuses an action that the guard does not have; only those that it has are offered.
  const setAction = (action: GuardAction) => onChange({ ...settings, action } as GuardSettings);
  const { directions } = settings;
  // Who may answer is a question of requests, and there is one thing to do about it.
  const hasChoice = settings.guard !== 'region';
  return (
    <div className={styles.common}>
      {hasChoice && (
        <Labelled label="When it finds something">
          <SegmentedControl
            label="When it finds something"
            value={settings.action}
            segments={actionsOf(settings).map((value) => ({ value, label: ACTION_WORDS[value] }))}
            onChange={setAction}
          />
        </Labelled>
      )}
      <Labelled label="When it fails itself">
        <SegmentedControl
          label="When it fails itself"
          value={settings.failureMode}
          segments={FAILURE_MODES}
          onChange={(failureMode) => set({ failureMode })}
        />
      </Labelled>
      {hasChoice && (
        <Labelled label="What it reads">
          <div className={styles.directions}>
            {(['input', 'output'] as const).map((direction) => (
              <ToggleButton
                key={direction}
                pressed={directions[direction]}
                onChange={(isOn) => set({ directions: { ...directions, [direction]: isOn } })}
              >
                {DIRECTION_WORDS[direction]}
              </ToggleButton>
            ))}
          </div>
        </Labelled>
      )}
      <NumberField
        label="Time limit, ms"
        value={settings.timeLimitMs}
        error={problems('timeLimitMs') === undefined ? undefined : 'A whole number from 1 to 60000.'}
        onChange={(timeLimitMs) => set({ timeLimitMs: timeLimitMs ?? Number.NaN })}
      />
    </div>
  );
}
