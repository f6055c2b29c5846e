import { X } from 'lucide-react';
import { useState } from 'react';
import {
  OPERATORS_OF,
  type Comparison,
  type ComparisonOperator,
} from '../../../../shared/policy/expression/index.ts';
import { POLICY_FIELD_BY_PATH, POLICY_FIELDS } from '../../../../shared/policy/index.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { NumberField } from '../number-field.tsx';
import styles from './condition-editor.module.css';
import { newComparison, OPERATOR_NAMES, withOperator } from './comparison-edits.ts';

export interface ComparisonRowProps {
  readonly comparison: Comparison;
  /** Its place: `2`, or `2.1` within a group. */
  readonly number: string;
  readonly onChange: (comparison: Comparison) => void;
  readonly onRemove: () => void;
}

const FIELDS = POLICY_FIELDS.filter(({ type }) => OPERATORS_OF[type].length > 0).map(({ path }) => ({
  value: path,
  label: path,
}));

const YES_NO = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
] as const;

/** A field, how it is compared, and with what. */
export function ComparisonRow({ comparison, number, onChange, onRemove }: ComparisonRowProps) {
  const { field, operator, value } = comparison;
  const type = POLICY_FIELD_BY_PATH.get(field)?.type ?? 'string';
  const operators = OPERATORS_OF[type].map((each) => ({ value: each, label: OPERATOR_NAMES[each] }));
  return (
    <li className={styles.row} aria-label={`Comparison ${number}`}>
      <Select
        label={`Field ${number}`}
        className={styles.field}
        value={field}
        options={FIELDS}
        onChange={(path) => onChange(newComparison(path))}
      />
      {type !== 'bool' && (
        <Select<ComparisonOperator>
          label={`How it is compared ${number}`}
          value={operator}
          options={operators}
          onChange={(next) => onChange(withOperator(comparison, next))}
        />
      )}
      <ValueField
        key={`${field} ${operator}`}
        label={`Value ${number}`}
        value={value}
        onChange={(next) => onChange({ ...comparison, value: next })}
      />
      <IconButton
        size="small"
        label={`Remove comparison ${number}`}
        icon={<X aria-hidden />}
        onClick={onRemove}
      />
    </li>
  );
}

interface ValueFieldProps {
  readonly label: string;
  readonly value: Comparison['value'];
  readonly onChange: (value: Comparison['value']) => void;
}

function ValueField({ label, value, onChange }: ValueFieldProps) {
  if (typeof value === 'boolean') {
    return (
      <Select
        label={label}
        value={value ? 'true' : 'false'}
        options={YES_NO}
        onChange={(next) => onChange(next === 'true')}
      />
    );
  }
  if (typeof value === 'number') {
    return (
      <NumberField
        label={label}
        hideLabel
        value={value}
        onChange={(next) => {
          if (Number.isFinite(next)) onChange(next);
        }}
      />
    );
  }
  if (typeof value === 'string') {
    return (
      <TextField
        label={label}
        hideLabel
        monospace
        value={value}
        placeholder="empty text"
        onChange={(event) => onChange(event.target.value.toWellFormed())}
      />
    );
  }
  return <ListField label={label} value={value} onChange={onChange} />;
}

interface ListFieldProps extends Omit<ValueFieldProps, 'value'> {
  readonly value: readonly (string | number)[];
}

/** Values between commas; of numbers, what is no list of them yet stays as it stands. */
function ListField({ label, value, onChange }: ListFieldProps) {
  const [text, setText] = useState(value.join(', '));
  const isNumbers = typeof value[0] === 'number';
  const typed = isNumbers ? numbersOf(text) : partsOf(text);
  const isOwn = typed === null || typed.join() === value.join();
  return (
    <TextField
      label={label}
      hideLabel
      monospace
      value={isOwn ? text : value.join(', ')}
      onChange={(event) => {
        const next = event.target.value.toWellFormed();
        setText(next);
        const read = isNumbers ? numbersOf(next) : partsOf(next);
        if (read !== null) onChange(read);
      }}
    />
  );
}

function partsOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function numbersOf(text: string): number[] | null {
  const numbers = partsOf(text).map((part) => (part === '' ? NaN : Number(part)));
  return numbers.every(Number.isSafeInteger) ? numbers : null;
}
