import { Plus, Trash2 } from 'lucide-react';
import type { FieldOverride, Panel } from '../../../../shared/dashboard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ColourSelect } from './colour-select.tsx';
import styles from './panel-editor.module.css';
import { unitOptions } from './unit-options.ts';

const BY = [
  { value: 'name', label: 'Name' },
  { value: 'pattern', label: 'Pattern' },
  { value: 'query', label: 'Query' },
] as const;
const AXES = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
  { value: 'hidden', label: 'Hidden' },
] as const;
const INHERITED = '-';

interface OverrideFieldsProps {
  readonly panel: Panel;
  readonly onChange: (panel: Panel) => void;
}

/** Series that are written or drawn otherwise than the rest. */
export function OverrideFields({ panel, onChange }: OverrideFieldsProps) {
  const { overrides } = panel;
  const put = (index: number, override: FieldOverride | null) =>
    onChange({
      ...panel,
      overrides: overrides.flatMap((each, at) => (at === index ? (override ?? []) : [each])),
    });
  const add = () =>
    onChange({ ...panel, overrides: [...overrides, { match: { by: 'query', ref: 'A' }, field: {} }] });
  return (
    <section className={styles.section} aria-label="Overrides">
      <h2 className={styles.heading}>
        Overrides
        <Button size="small" icon={<Plus aria-hidden />} onClick={add}>
          Add
        </Button>
      </h2>
      {overrides.map((override, index) => (
        <Override
          key={index}
          override={override}
          label={`Override ${index + 1}`}
          onChange={(next) => put(index, next)}
        />
      ))}
    </section>
  );
}

interface OverrideProps {
  readonly override: FieldOverride;
  readonly label: string;
  readonly onChange: (override: FieldOverride | null) => void;
}

function Override({ override, label, onChange }: OverrideProps) {
  const { match, field } = override;
  const text = match.by === 'name' ? match.name : match.by === 'pattern' ? match.pattern : match.ref;
  const set = (part: FieldOverride['field']) => onChange({ ...override, field: { ...field, ...part } });
  return (
    <div className={styles.query} role="group" aria-label={label}>
      <div className={styles.line}>
        <Labelled label="Series by">
          <Select
            label={`${label}: series by`}
            value={match.by}
            options={BY}
            onChange={(by) => onChange({ ...override, match: matchOf(by, text) })}
          />
        </Labelled>
        <TextField
          label="Which"
          monospace
          value={text}
          onChange={({ target }) => onChange({ ...override, match: matchOf(match.by, target.value) })}
        />
        <IconButton
          label={`Remove ${label.toLowerCase()}`}
          icon={<Trash2 aria-hidden />}
          onClick={() => onChange(null)}
        />
      </div>
      <div className={styles.pair}>
        <Labelled label="Unit">
          <Select
            label={`${label}: unit`}
            value={field.unit ?? INHERITED}
            options={[{ value: INHERITED, label: 'As the others' }, ...unitOptions(field.unit ?? '')]}
            onChange={(unit) =>
              onChange({
                ...override,
                field: unit === INHERITED ? without(field, 'unit') : { ...field, unit },
              })
            }
          />
        </Labelled>
        <Labelled label="Axis">
          <Select
            label={`${label}: axis`}
            value={field.axis ?? 'left'}
            options={AXES}
            onChange={(axis) => set({ axis })}
          />
        </Labelled>
      </div>
      {field.axis === 'right' && (
        <TextField
          label="Label of the right axis"
          maxLength={100}
          value={field.axisLabel ?? ''}
          onChange={({ target }) => set({ axisLabel: target.value })}
        />
      )}
      <div className={styles.switch}>
        <span aria-hidden>Below zero</span>
        <Switch
          label={`${label}: drawn below zero`}
          checked={field.mirrored ?? false}
          onChange={(mirrored) => set({ mirrored })}
        />
      </div>
      <Labelled label="Colour">
        <ColourSelect
          label={`${label}: colour`}
          value={field.colour ?? 'auto'}
          onChange={(colour) => set({ colour })}
        />
      </Labelled>
    </div>
  );
}

function matchOf(by: FieldOverride['match']['by'], text: string): FieldOverride['match'] {
  if (by === 'name') return { by, name: text };
  return by === 'pattern' ? { by, pattern: text } : { by, ref: text.slice(0, 20) };
}

function without(field: FieldOverride['field'], key: keyof FieldOverride['field']): FieldOverride['field'] {
  return Object.fromEntries(Object.entries(field).filter(([each]) => each !== key));
}
