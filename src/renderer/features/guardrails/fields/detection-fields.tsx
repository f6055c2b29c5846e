import type { PiiSettings, SecretsSettings } from '../../../../shared/guard/index.ts';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import { kindText, PII_KINDS } from '../guard-words.ts';
import { ThresholdField } from '../threshold-field.tsx';
import styles from './fields.module.css';
import type { FieldProps } from './field-props.ts';
import { NamesField } from './names-field.tsx';

/** What is looked for, and how sure a finding must be. */
export function DetectionFields({
  settings,
  saved,
  problems,
  onChange,
}: FieldProps<PiiSettings | SecretsSettings>) {
  const setKinds = (kinds: string[]) => onChange({ ...settings, kinds });
  return (
    <>
      {settings.guard === 'pii' ? (
        <KindChips kinds={settings.kinds} onChange={setKinds} />
      ) : (
        <NamesField
          label="What is looked for"
          value={settings.kinds}
          placeholder="everything"
          hint="Kinds with commas between them, such as aws_access_key, private_key; empty: everything."
          error={problems('kinds')}
          onChange={setKinds}
        />
      )}
      <ThresholdField
        guard={settings.guard}
        label="Threshold"
        hint="How sure a finding must be to count. What has a checksum is sure (1), what only has a shape less so."
        value={settings.threshold}
        error={problems('threshold')}
        saved={saved.guard === settings.guard ? saved.threshold : settings.threshold}
        onChange={(threshold) => onChange({ ...settings, threshold })}
      />
    </>
  );
}

interface KindChipsProps {
  readonly kinds: readonly string[];
  readonly onChange: (kinds: string[]) => void;
}

function KindChips({ kinds, onChange }: KindChipsProps) {
  const known = new Set([...Object.keys(PII_KINDS), ...kinds]);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>What is looked for</legend>
      <div className={styles.chips}>
        <ToggleButton pressed={kinds.length === 0} onChange={() => onChange([])}>
          Everything
        </ToggleButton>
        {[...known].map((kind) => (
          <ToggleButton
            key={kind}
            pressed={kinds.includes(kind)}
            onChange={(isOn) => onChange(isOn ? [...kinds, kind] : kinds.filter((other) => other !== kind))}
          >
            {kindText(kind)}
          </ToggleButton>
        ))}
      </div>
    </fieldset>
  );
}
