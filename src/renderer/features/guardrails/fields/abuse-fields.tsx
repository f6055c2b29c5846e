import { abuseClassSchema, type AbuseClass, type AbuseSettings } from '../../../../shared/guard/index.ts';
import { ThresholdField } from '../threshold-field.tsx';
import styles from './fields.module.css';
import type { FieldProps } from './field-props.ts';
import { NumberField } from './number-field.tsx';
import { SwitchField } from './switch-field.tsx';

const CLASS_WORDS: Readonly<Record<AbuseClass, string>> = {
  injection: 'Prompt injection',
  jailbreak: 'Jailbreak',
  harmful: 'Harmful request',
  abuse: 'Any of them',
};

/** From which score on each class counts. */
export function AbuseFields({ settings, saved, problems, onChange }: FieldProps<AbuseSettings>) {
  const { thresholds } = settings;
  const setAll = (value: number) => {
    const entries = Object.entries(thresholds).map(([name, before]) => [
      name,
      before === null ? null : value,
    ]);
    onChange({ ...settings, thresholds: Object.fromEntries(entries) as AbuseSettings['thresholds'] });
  };
  return (
    <>
      <ThresholdField
        guard="abuse"
        label="Threshold of all classes"
        hint="Over the highest score of each call. Moves every class that counts; each can have its own below."
        value={lowest(settings)}
        error={undefined}
        saved={saved.guard === 'abuse' ? lowest(saved) : lowest(settings)}
        onChange={setAll}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>Classes</legend>
        <div className={styles.grid}>
          {abuseClassSchema.options.map((name) => (
            <NumberField
              key={name}
              label={CLASS_WORDS[name]}
              optional
              value={thresholds[name]}
              error={problems(`thresholds.${name}`)}
              hint={thresholds[name] === null ? 'Does not count.' : undefined}
              onChange={(value) => onChange({ ...settings, thresholds: { ...thresholds, [name]: value } })}
            />
          ))}
        </div>
      </fieldset>
      <SwitchField
        label="Read results and definitions of tools too"
        hint="Orders hidden there are indirect injection."
        checked={settings.toolTexts}
        onChange={(toolTexts) => onChange({ ...settings, toolTexts })}
      />
      <SwitchField
        label="Hold streamed answers until they are judged"
        hint="Otherwise they are judged at their end, when the caller has them."
        checked={settings.holdStreams}
        onChange={(holdStreams) => onChange({ ...settings, holdStreams })}
      />
    </>
  );
}

/** Of the classes that count; 1 where none does. */
function lowest({ thresholds }: AbuseSettings): number {
  const counting = Object.values(thresholds).filter((value) => value !== null && !Number.isNaN(value));
  return Math.min(1, ...counting.map(Number));
}
