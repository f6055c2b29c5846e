import type { PolicyContent, PolicyMode, PolicyScope } from '../../../../shared/policy/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select, type SelectOption } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { problemOfField, type ContentProblems } from '../content-problems.ts';
import { MODES } from '../mode-badge.tsx';
import { NumberField } from '../number-field.tsx';
import { withFields, withScope } from './policy-draft.ts';
import styles from './set-fields.module.css';

export interface SetFieldsProps {
  readonly content: PolicyContent;
  readonly problems: ContentProblems;
  readonly onChange: (change: (content: PolicyContent) => PolicyContent) => void;
}

const MODE_SEGMENTS = (['off', 'shadow', 'enforce'] as const).map((value: PolicyMode) => ({
  value,
  label: MODES[value].label,
}));

const FAILURES: readonly SelectOption<PolicyContent['failureMode']>[] = [
  { value: 'open', label: 'It does not match' },
  { value: 'closed', label: 'The call is blocked' },
];

/** What a set is called, which calls it is for, and how it decides. */
export function SetFields({ content, problems, onChange }: SetFieldsProps) {
  const change = (part: Partial<PolicyContent>) => onChange((before) => withFields(before, part));
  const problem = (path: string) => problemOfField(problems, path);
  const scopeField = (field: keyof PolicyScope, label: string) => (
    <TextField
      label={label}
      value={content.scope[field] ?? ''}
      error={problem(`scope.${field}`)}
      placeholder="any"
      onChange={(event) => {
        const name = event.target.value === '' ? null : event.target.value;
        onChange((before) => withScope(before, { [field]: name }));
      }}
    />
  );
  return (
    <div className={styles.fields}>
      <TextField
        label="Name"
        className={styles.wide}
        value={content.name}
        error={problem('name')}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label="Description"
        className={styles.wide}
        value={content.description}
        error={problem('description')}
        placeholder="What it is for"
        onChange={(event) => change({ description: event.target.value })}
      />
      <Labelled label="Mode">
        <SegmentedControl
          label="Mode"
          value={content.mode}
          segments={MODE_SEGMENTS}
          onChange={(mode) => change({ mode })}
        />
      </Labelled>
      <NumberField
        label="Priority"
        value={content.priority}
        error={problem('priority')}
        onChange={(priority) => change({ priority })}
      />
      {scopeField('org', 'Org')}
      {scopeField('workspace', 'Workspace')}
      {scopeField('user', 'User')}
      <Labelled label="When a rule fails">
        <Select
          label="When a rule fails"
          value={content.failureMode}
          options={FAILURES}
          onChange={(failureMode) => change({ failureMode })}
        />
      </Labelled>
    </div>
  );
}
