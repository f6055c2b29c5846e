import { Plus, Trash2 } from 'lucide-react';
import type { Field, ValueMapping } from '../../../../shared/dashboard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ColourSelect } from './colour-select.tsx';
import { NumberOrNone } from './number-or-none.tsx';
import styles from './panel-editor.module.css';

const KINDS = [
  { value: 'value', label: 'A value' },
  { value: 'range', label: 'A range' },
  { value: 'special', label: 'No value' },
] as const;
const SPECIALS = [
  { value: 'null', label: 'Missing' },
  { value: 'nan', label: 'Not a number' },
  { value: 'null+nan', label: 'Missing or not a number' },
  { value: 'true', label: 'True' },
  { value: 'false', label: 'False' },
  { value: 'empty', label: 'Empty text' },
] as const;

interface MappingFieldsProps {
  readonly field: Field;
  readonly onChange: (part: Partial<Field>) => void;
}

/** Words in the place of values: up for 1, down for 0. */
export function MappingFields({ field: { mappings }, onChange }: MappingFieldsProps) {
  const put = (index: number, mapping: ValueMapping | null) =>
    onChange({ mappings: mappings.flatMap((each, at) => (at === index ? (mapping ?? []) : [each])) });
  const add = () =>
    onChange({ mappings: [...mappings, { kind: 'value', value: '', text: '', colour: null }] });
  return (
    <section className={styles.section} aria-label="Value mappings">
      <h2 className={styles.heading}>
        Value mappings
        <Button size="small" icon={<Plus aria-hidden />} disabled={mappings.length >= 100} onClick={add}>
          Add
        </Button>
      </h2>
      {mappings.map((mapping, index) => (
        <Mapping
          key={index}
          mapping={mapping}
          label={`Mapping ${index + 1}`}
          onChange={(next) => put(index, next)}
        />
      ))}
    </section>
  );
}

interface MappingProps {
  readonly mapping: ValueMapping;
  readonly label: string;
  readonly onChange: (mapping: ValueMapping | null) => void;
}

function Mapping({ mapping, label, onChange }: MappingProps) {
  return (
    <div className={styles.query} role="group" aria-label={label}>
      <div className={styles.line}>
        <Labelled label="Of">
          <Select
            label={`${label}: of`}
            value={mapping.kind}
            options={KINDS}
            onChange={(kind) => onChange(ofKind(kind, mapping))}
          />
        </Labelled>
        <IconButton
          label={`Remove ${label.toLowerCase()}`}
          icon={<Trash2 aria-hidden />}
          onClick={() => onChange(null)}
        />
      </div>
      <Matched mapping={mapping} label={label} onChange={onChange} />
      <div className={styles.pair}>
        <TextField
          label="Shown as"
          maxLength={200}
          value={mapping.text}
          onChange={({ target }) => onChange({ ...mapping, text: target.value })}
        />
        <Labelled label="Colour">
          <ColourSelect
            label={`${label}: colour`}
            value={mapping.colour ?? 'auto'}
            onChange={(colour) => onChange({ ...mapping, colour: colour === 'auto' ? null : colour })}
          />
        </Labelled>
      </div>
    </div>
  );
}

function Matched({ mapping, label, onChange }: MappingProps) {
  switch (mapping.kind) {
    case 'value':
      return (
        <TextField
          label="Value"
          monospace
          maxLength={200}
          value={mapping.value}
          onChange={({ target }) => onChange({ ...mapping, value: target.value })}
        />
      );
    case 'range':
      return (
        <div className={styles.pair}>
          <NumberOrNone
            label="From"
            value={mapping.from}
            onChange={(from) => onChange({ ...mapping, from })}
          />
          <NumberOrNone label="To" value={mapping.to} onChange={(to) => onChange({ ...mapping, to })} />
        </div>
      );
    case 'special':
      return (
        <Labelled label="Which">
          <Select
            label={`${label}: which`}
            value={mapping.match}
            options={SPECIALS}
            onChange={(match) => onChange({ ...mapping, match })}
          />
        </Labelled>
      );
  }
}

function ofKind(kind: ValueMapping['kind'], { text, colour }: ValueMapping): ValueMapping {
  switch (kind) {
    case 'value':
      return { kind, value: '', text, colour };
    case 'range':
      return { kind, from: null, to: null, text, colour };
    case 'special':
      return { kind, match: 'null', text, colour };
  }
}
