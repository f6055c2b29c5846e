import { Plus, X } from 'lucide-react';
import {
  simplifyForm,
  type Comparison,
  type Form,
  type FormGroup,
  type FormJoin,
} from '../../../../shared/policy/expression/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Select } from '../../../ui/select.tsx';
import { newComparison } from './comparison-edits.ts';
import { ComparisonRow } from './comparison-row.tsx';
import styles from './condition-editor.module.css';

interface ConditionFormProps {
  readonly form: Form;
  readonly onChange: (form: Form) => void;
}

const JOINS = [
  { value: 'all', label: 'all of these hold' },
  { value: 'any', label: 'any of these holds' },
] as const;

const FIRST_FIELD = 'request.model';

/** A condition as rows of comparisons, and groups of rows that are joined the other way. */
export function ConditionForm({ form, onChange }: ConditionFormProps) {
  const { join, rows } = form;
  const setRow = (at: number, row: Form['rows'][number]) =>
    onChange({ join, rows: rows.map((each, index) => (index === at ? row : each)) });
  const removeRow = (at: number) =>
    onChange(simplifyForm({ join, rows: rows.filter((_, index) => index !== at) }));
  const other: FormJoin = join === 'all' ? 'any' : 'all';
  return (
    <>
      {rows.length === 0 && <p className={styles.meaning}>No comparison: the rule holds for every call.</p>}
      {rows.length > 1 && (
        <Select
          label="How the comparisons are joined"
          size="small"
          className={styles.join}
          value={join}
          options={JOINS}
          // Groups are joined the other way: they change with the whole.
          onChange={(next) =>
            onChange(simplifyForm({ join: next, rows: rows.map((row) => rejoined(row, next)) }))
          }
        />
      )}
      <ul className={styles.rows} aria-label="Comparisons">
        {rows.map((row, index) =>
          'rows' in row ? (
            <GroupRows
              key={index}
              group={row}
              number={index + 1}
              onChange={(group) =>
                group.rows.length < 2
                  ? onChange(
                      simplifyForm({ join, rows: rows.map((each, at) => (at === index ? group : each)) }),
                    )
                  : setRow(index, group)
              }
              onRemove={() => removeRow(index)}
            />
          ) : (
            <ComparisonRow
              key={index}
              comparison={row}
              number={String(index + 1)}
              onChange={(next) => setRow(index, next)}
              onRemove={() => removeRow(index)}
            />
          ),
        )}
      </ul>
      <div className={styles.tools}>
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => onChange({ join, rows: [...rows, newComparison(FIRST_FIELD)] })}
        >
          Add comparison
        </Button>
        {rows.length > 0 && (
          <Button
            size="small"
            variant="ghost"
            icon={<Plus aria-hidden />}
            onClick={() =>
              onChange({
                join,
                rows: [
                  ...rows,
                  { join: other, rows: [newComparison(FIRST_FIELD), newComparison('target.provider')] },
                ],
              })
            }
          >
            Add group
          </Button>
        )}
      </div>
    </>
  );
}

function rejoined(row: Comparison | FormGroup, join: FormJoin): Comparison | FormGroup {
  return 'rows' in row ? { ...row, join: join === 'all' ? 'any' : 'all' } : row;
}

interface GroupRowsProps {
  readonly group: FormGroup;
  /** From 1. */
  readonly number: number;
  readonly onChange: (group: FormGroup) => void;
  readonly onRemove: () => void;
}

function GroupRows({ group, number, onChange, onRemove }: GroupRowsProps) {
  const { join, rows } = group;
  return (
    <li className={styles.group} aria-label={`Group ${number}`}>
      <div className={styles.groupHead}>
        <span className={styles.meaning}>{join === 'all' ? 'all of these hold' : 'any of these holds'}</span>
        <IconButton
          size="small"
          label={`Remove group ${number}`}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      </div>
      <ul className={styles.rows}>
        {rows.map((row, index) => (
          <ComparisonRow
            key={index}
            comparison={row}
            number={`${number}.${index + 1}`}
            onChange={(next) =>
              onChange({ join, rows: rows.map((each, at) => (at === index ? next : each)) })
            }
            onRemove={() => onChange({ join, rows: rows.filter((_, at) => at !== index) })}
          />
        ))}
      </ul>
      <Button
        size="small"
        variant="ghost"
        icon={<Plus aria-hidden />}
        onClick={() => onChange({ join, rows: [...rows, newComparison(FIRST_FIELD)] })}
      >
        Add to the group
      </Button>
    </li>
  );
}
