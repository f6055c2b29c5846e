import { Plus, X } from 'lucide-react';
import type { WordList, WordsSettings } from '../../../../shared/guard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './fields.module.css';
import type { FieldProps } from './field-props.ts';
import { LinesField } from './lines-field.tsx';
import { SwitchField } from './switch-field.tsx';

const KINDS: readonly SelectOption<WordList['kind']>[] = [
  { value: 'deny', label: 'Must not be in a text' },
  { value: 'allow', label: 'May be, whatever other lists say' },
  { value: 'topic', label: 'One of them must be' },
];

/** The lists of words. */
export function WordsFields({ settings, problems, onChange }: FieldProps<WordsSettings>) {
  const { lists } = settings;
  const setLists = (next: WordList[]) => onChange({ ...settings, lists: next });
  const add = () =>
    setLists([
      ...lists,
      { name: `list_${lists.length + 1}`, kind: 'deny', words: [], patterns: [], disguised: true },
    ]);
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Lists</legend>
      {lists.length === 0 && <p className={styles.hint}>There is no list yet, so nothing is looked for.</p>}
      {lists.map((list, index) => (
        <ListFields
          key={`${index} of ${lists.length}`}
          list={list}
          problemOf={(field) => problems(`lists.${index}.${field}`)}
          onChange={(next) => setLists(lists.with(index, next))}
          onRemove={() => setLists(lists.toSpliced(index, 1))}
        />
      ))}
      <Button size="small" icon={<Plus aria-hidden />} onClick={add}>
        Add list
      </Button>
    </fieldset>
  );
}

interface ListFieldsProps {
  readonly list: WordList;
  readonly problemOf: (field: keyof WordList) => string | undefined;
  readonly onChange: (list: WordList) => void;
  readonly onRemove: () => void;
}

function ListFields({ list, problemOf, onChange, onRemove }: ListFieldsProps) {
  return (
    <div role="group" aria-label={`List ${list.name}`} className={styles.entry}>
      <div className={styles.stack}>
        <div className={styles.pair}>
          <TextField
            label="Name"
            value={list.name}
            error={problemOf('name')}
            hint="Names the kind of its findings."
            onChange={(event) => onChange({ ...list, name: event.target.value })}
          />
          <Labelled label="Its words">
            <Select
              label="Its words"
              value={list.kind}
              options={KINDS}
              onChange={(kind) => onChange({ ...list, kind })}
            />
          </Labelled>
        </div>
        <div className={styles.pair}>
          <LinesField
            label="Words and phrases, one a line"
            value={list.words}
            error={problemOf('words')}
            onChange={(words) => onChange({ ...list, words })}
          />
          <LinesField
            label="Regular expressions, one a line"
            value={list.patterns}
            monospace
            error={problemOf('patterns')}
            onChange={(patterns) => onChange({ ...list, patterns })}
          />
        </div>
        <SwitchField
          label="Also in disguise"
          hint="Leetspeak, spaced letters, look-alikes, base64 and the like."
          checked={list.disguised}
          onChange={(disguised) => onChange({ ...list, disguised })}
        />
      </div>
      <IconButton
        size="small"
        label={`Remove the list ${list.name}`}
        icon={<X aria-hidden />}
        onClick={onRemove}
      />
    </div>
  );
}
