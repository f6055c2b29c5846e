import { Check, ChevronDown, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { displayText } from '../../../lib/display-text.ts';
import { problemText } from '../../../lib/problem.ts';
import { Popover } from '../../../ui/popover.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ALL, type ResolvedVariable } from './resolve-variables.ts';
import styles from './variables-bar.module.css';

interface VariablesBarProps {
  readonly variables: readonly ResolvedVariable[];
  readonly onChoose: (name: string, values: readonly string[]) => void;
}

/** What can be chosen of a dashboard's variables. */
export function VariablesBar({ variables, onChoose }: VariablesBarProps) {
  const shown = variables.filter(({ variable }) => !variable.hidden && variable.kind !== 'constant');
  if (shown.length === 0) return null;
  return (
    <div className={styles.bar} role="group" aria-label="Variables">
      {shown.map((each) => (
        <Picker
          key={each.variable.name}
          resolved={each}
          onChoose={(values) => onChoose(each.variable.name, values)}
        />
      ))}
    </div>
  );
}

interface PickerProps {
  readonly resolved: ResolvedVariable;
  readonly onChoose: (values: readonly string[]) => void;
}

function Picker({ resolved, onChoose }: PickerProps) {
  const { variable, options, value, problem } = resolved;
  const label = displayText(variable.label === '' ? variable.name : variable.label, 60);
  return (
    <div className={styles.variable}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      {variable.kind === 'text' ? (
        <TypedValue label={label} value={value.values[0] ?? ''} onChange={(text) => onChoose([text])} />
      ) : variable.multi || options.length > 12 || options.length === 0 || variable.includeAll ? (
        <ManyPicker label={label} resolved={resolved} onChoose={onChoose} />
      ) : (
        <Select
          label={label}
          size="small"
          value={options.find(({ text }) => text === value.texts[0])?.value ?? ''}
          options={options.map((option) => ({ value: option.value, label: displayText(option.text, 60) }))}
          onChange={(next) => onChoose([next])}
        />
      )}
      {problem !== null && (
        <span
          className={styles.problem}
          role="img"
          aria-label={problemText(problem) ?? 'Its values could not be had'}
          title={problemText(problem) ?? undefined}
        >
          <TriangleAlert aria-hidden />
        </span>
      )}
    </div>
  );
}

/** Takes effect with Enter, or when the field is left. */
function TypedValue({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState<string | null>(null);
  const submit = () => {
    if (text !== null && text !== value) onChange(text);
    setText(null);
  };
  return (
    <TextField
      label={label}
      hideLabel
      value={text ?? value}
      onChange={({ target }) => setText(target.value)}
      onBlur={submit}
      onKeyDown={({ key }) => (key === 'Enter' ? submit() : undefined)}
    />
  );
}

/** A list to search in, where several may be chosen or there are many. */
function ManyPicker({ label, resolved, onChoose }: PickerProps & { readonly label: string }) {
  const { variable, options, value } = resolved;
  const [find, setFind] = useState('');
  const [open, setOpen] = useState(false);
  const found = options.filter(({ text }) => text.toLowerCase().includes(find.toLowerCase())).slice(0, 200);
  const isChosen = (each: string) => !value.isAll && value.values.includes(each);
  const toggle = (each: string) => {
    if (!variable.multi) {
      onChoose([each]);
      setOpen(false);
      return;
    }
    const kept = value.isAll ? [] : value.values;
    const next = kept.includes(each) ? kept.filter((other) => other !== each) : [...kept, each];
    onChoose(next.length === 0 && variable.includeAll ? [ALL] : next);
  };
  const text = value.isAll ? 'All' : value.texts.length === 0 ? 'None' : value.texts.join(', ');
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.trigger} aria-label={`${label}: ${displayText(text, 100)}`}>
          <span className={styles.value}>{displayText(text, 80)}</span>
          <ChevronDown aria-hidden />
        </button>
      }
    >
      <div className={styles.list}>
        {options.length > 8 && (
          <TextField
            label={`Find in ${label}`}
            hideLabel
            placeholder="Find"
            value={find}
            onChange={({ target }) => setFind(target.value)}
          />
        )}
        <div className={styles.options} role="group" aria-label={label}>
          {variable.includeAll && find === '' && (
            <Option text="All" isChosen={value.isAll} onToggle={() => onChoose([ALL])} />
          )}
          {found.map((option) => (
            <Option
              key={option.value}
              text={option.text}
              isChosen={isChosen(option.value)}
              onToggle={() => toggle(option.value)}
            />
          ))}
          {found.length === 0 && (
            <p className={styles.none}>
              {options.length === 0 ? 'No values in this range' : 'Nothing matches'}
            </p>
          )}
        </div>
      </div>
    </Popover>
  );
}

function Option({ text, isChosen, onToggle }: { text: string; isChosen: boolean; onToggle: () => void }) {
  return (
    <button type="button" className={styles.option} aria-pressed={isChosen} onClick={onToggle}>
      <span className={styles.check}>{isChosen && <Check aria-hidden />}</span>
      <span className={styles.text}>{displayText(text, 120)}</span>
    </button>
  );
}
