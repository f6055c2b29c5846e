import { Trash2 } from 'lucide-react';
import { variableSchema, type Variable } from '../../../../shared/dashboard/index.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { parseVariableQuery } from '../variables/variable-query.ts';
import styles from './variable-fields.module.css';

const KINDS = [
  { value: 'query', label: 'Query' },
  { value: 'custom', label: 'List' },
  { value: 'interval', label: 'Interval' },
  { value: 'text', label: 'Text' },
  { value: 'constant', label: 'Constant' },
  { value: 'source', label: 'Source' },
] as const;

interface VariableFieldsProps {
  readonly variable: Variable;
  /** Null: it is removed. */
  readonly onChange: (variable: Variable | null) => void;
}

/** One variable of a dashboard. */
export function VariableFields({ variable, onChange }: VariableFieldsProps) {
  const { name, label, hidden, multi, includeAll, allValue, current } = variable;
  const ofKind = (kind: Variable['kind']) => {
    const base = { name, label, hidden, multi, includeAll, allValue, current };
    onChange(variableSchema.parse({ ...base, kind, query: '', value: '', options: [] }));
  };
  return (
    <fieldset className={styles.variable}>
      <legend className={styles.legend}>{name}</legend>
      <div className={styles.line}>
        <TextField
          label="Name"
          monospace
          value={name}
          error={/^[a-zA-Z_]\w{0,59}$/.test(name) ? undefined : 'Letters, digits and _.'}
          onChange={({ target }) => onChange({ ...variable, name: target.value })}
        />
        <TextField
          label="Label"
          value={label}
          onChange={({ target }) => onChange({ ...variable, label: target.value })}
        />
        <Labelled label="Kind">
          <Select label="Kind" value={variable.kind} options={KINDS} onChange={ofKind} />
        </Labelled>
        <IconButton
          label={`Remove the variable ${name}`}
          icon={<Trash2 aria-hidden />}
          onClick={() => onChange(null)}
        />
      </div>
      <OwnFields variable={variable} onChange={onChange} />
      {(variable.kind === 'query' || variable.kind === 'custom') && (
        <div className={styles.switches}>
          <span aria-hidden>Several at once</span>
          <Switch
            label={`Several values of ${name} at once`}
            checked={multi}
            onChange={(next) => onChange({ ...variable, multi: next })}
          />
          <span aria-hidden>All</span>
          <Switch
            label={`All values of ${name}`}
            checked={includeAll}
            onChange={(next) => onChange({ ...variable, includeAll: next })}
          />
        </div>
      )}
    </fieldset>
  );
}

function OwnFields({ variable, onChange }: VariableFieldsProps) {
  switch (variable.kind) {
    case 'query':
      return (
        <div className={styles.line}>
          <TextField
            label="Query"
            monospace
            value={variable.query}
            error={
              parseVariableQuery(variable.query) === null
                ? 'label_values(metric, label), label_names(), metrics(pattern) or query_result(expr).'
                : undefined
            }
            onChange={({ target }) => onChange({ ...variable, query: target.value })}
          />
          <TextField
            label="Only what matches"
            monospace
            value={variable.pattern}
            onChange={({ target }) => onChange({ ...variable, pattern: target.value })}
          />
        </div>
      );
    case 'custom':
      return (
        <TextField
          label="Values"
          hint="Separated by commas."
          defaultValue={variable.options.map(({ value }) => value).join(', ')}
          onChange={({ target }) =>
            onChange({ ...variable, options: listOf(target.value).map((value) => ({ text: value, value })) })
          }
        />
      );
    case 'interval':
      return (
        <TextField
          label="Intervals"
          hint="Such as 1m, 10m, 1h."
          defaultValue={variable.options.join(', ')}
          onChange={({ target }) => onChange({ ...variable, options: listOf(target.value) })}
        />
      );
    case 'constant':
      return (
        <TextField
          label="Value"
          value={variable.value}
          onChange={({ target }) => onChange({ ...variable, value: target.value })}
        />
      );
    case 'text':
    case 'source':
      return null;
  }
}

function listOf(text: string): string[] {
  return [...new Set(text.split(',').map((each) => each.trim()))].filter((each) => each !== '');
}
