import type { SizeSettings } from '../../../../shared/guard/index.ts';
import styles from './fields.module.css';
import type { FieldProps } from './field-props.ts';
import { NumberField } from './number-field.tsx';

const LIMITS = [
  { name: 'characters', label: 'Characters' },
  { name: 'tokens', label: 'Tokens' },
  { name: 'messages', label: 'Messages' },
  { name: 'tools', label: 'Tools' },
  { name: 'attachments', label: 'Attachments' },
  { name: 'cost', label: 'Estimated cost, dollars' },
  { name: 'answerCharacters', label: 'Characters of an answer' },
] as const;

export function SizeFields({ settings, problems, onChange }: FieldProps<SizeSettings>) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>The most that a call may have</legend>
      <div className={styles.grid}>
        {LIMITS.map(({ name, label }) => (
          <NumberField
            key={name}
            label={label}
            optional
            value={settings[name]}
            error={problems(name)}
            onChange={(value) => onChange({ ...settings, [name]: value })}
          />
        ))}
      </div>
    </fieldset>
  );
}
