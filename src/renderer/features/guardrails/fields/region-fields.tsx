import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { RegionRule, RegionSettings } from '../../../../shared/guard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './fields.module.css';
import type { FieldProps } from './field-props.ts';
import { NamesField } from './names-field.tsx';
import { readRegions, writeRegions } from './region-lines.ts';

const NEW_RULE: RegionRule = {
  org: null,
  workspace: null,
  user: null,
  providers: [],
  regions: [],
  kinds: [],
};
const SCOPES = [
  { name: 'org', label: 'Org' },
  { name: 'workspace', label: 'Workspace' },
  { name: 'user', label: 'User' },
] as const;

/** Where providers answer, and who may have an answer from where. */
export function RegionFields({ settings, problems, onChange }: FieldProps<RegionSettings>) {
  const [typed, setTyped] = useState(() => writeRegions(settings.providerRegions));
  const { rules } = settings;
  const setRules = (next: RegionRule[]) => onChange({ ...settings, rules: next });
  return (
    <>
      <p className={styles.hint}>
        A target that may not answer is left out; where none is left, the call is blocked.
      </p>
      <TextArea
        label="Regions of providers"
        rows={3}
        monospace
        value={typed}
        placeholder={'azure-eu = eu\nopenai = us'}
        hint="One a line: provider = region. A provider that is not named is nowhere known."
        error={
          readRegions(typed) === null || problems('providerRegions') !== undefined
            ? 'Each line is: provider = region.'
            : undefined
        }
        onChange={(event) => {
          setTyped(event.target.value);
          const read = readRegions(event.target.value);
          if (read !== null) onChange({ ...settings, providerRegions: read });
        }}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>Rules</legend>
        {rules.map((rule, index) => (
          <Rule
            // Rules have no names; those that are left keep their fields by what they say.
            key={`${index} of ${rules.length}`}
            rule={rule}
            number={index + 1}
            onChange={(next) => setRules(rules.with(index, next))}
            onRemove={() => setRules(rules.toSpliced(index, 1))}
          />
        ))}
        {problems('rules') !== undefined && <p className={styles.error}>{problems('rules')}</p>}
        <Button size="small" icon={<Plus aria-hidden />} onClick={() => setRules([...rules, NEW_RULE])}>
          Add rule
        </Button>
      </fieldset>
    </>
  );
}

interface RuleProps {
  readonly rule: RegionRule;
  readonly number: number;
  readonly onChange: (rule: RegionRule) => void;
  readonly onRemove: () => void;
}

function Rule({ rule, number, onChange, onRemove }: RuleProps) {
  return (
    <div role="group" aria-label={`Rule ${number}`} className={styles.entry}>
      <div className={styles.grid}>
        {SCOPES.map(({ name, label }) => (
          <TextField
            key={name}
            label={label}
            value={rule[name] ?? ''}
            placeholder="any"
            onChange={({ target: { value } }) =>
              onChange({ ...rule, [name]: value.trim() === '' ? null : value })
            }
          />
        ))}
        <NamesField
          label="Providers that may answer"
          value={rule.providers}
          placeholder="all"
          onChange={(providers) => onChange({ ...rule, providers })}
        />
        <NamesField
          label="Regions that may answer"
          value={rule.regions}
          placeholder="all"
          onChange={(regions) => onChange({ ...rule, regions })}
        />
        <NamesField
          label="Only for calls with"
          value={rule.kinds}
          placeholder="anything"
          hint="Such as email, card."
          onChange={(kinds) => onChange({ ...rule, kinds })}
        />
      </div>
      <IconButton size="small" label={`Remove rule ${number}`} icon={<X aria-hidden />} onClick={onRemove} />
    </div>
  );
}
