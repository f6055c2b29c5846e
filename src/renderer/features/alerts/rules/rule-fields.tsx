import type { GroupState } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { usePromqlNames } from '../../../lib/use-promql-names.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { PromqlEditor } from '../../../ui/promql-editor/index.ts';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../alerts-page.module.css';
import type { RuleForm, RuleFormErrors } from './rule-form.ts';

const KINDS = [
  { value: 'alert', label: 'Alert' },
  { value: 'record', label: 'Recording' },
] as const;

const NEW_GROUP = 'new';

export interface RuleFieldsProps {
  readonly form: RuleForm;
  readonly errors: RuleFormErrors;
  /** Those that it can go to; null: it stays where it is. */
  readonly groups: readonly GroupState[] | null;
  readonly onChange: (part: Partial<RuleForm>) => void;
}

export function RuleFields({ form, errors, groups, onChange }: RuleFieldsProps) {
  const names = usePromqlNames('local');
  const text = (
    field:
      | 'name'
      | 'forText'
      | 'keepText'
      | 'severity'
      | 'labels'
      | 'summary'
      | 'description'
      | 'runbook'
      | 'groupName'
      | 'interval',
  ) => ({
    value: form[field],
    error: errors[field],
    onChange: (event: { target: { value: string } }) => onChange({ [field]: event.target.value }),
  });
  return (
    <>
      <div className={styles.row}>
        <Labelled label="Kind">
          <SegmentedControl
            label="Kind"
            value={form.kind}
            segments={KINDS}
            onChange={(kind) => onChange({ kind })}
          />
        </Labelled>
        <TextField
          label="Name"
          autoFocus
          {...text('name')}
          placeholder={form.kind === 'alert' ? 'ManyErrors' : 'calls:errors:rate5m'}
        />
      </div>
      <Labelled label="Expression">
        <PromqlEditor
          label="Expression"
          value={form.expr}
          error={errors.expr}
          names={names}
          placeholder='sum(rate(signalbox_calls_total{status="error"}[5m])) > 0.1'
          onChange={(expr) => onChange({ expr })}
        />
      </Labelled>
      {form.kind === 'alert' && (
        <>
          <div className={styles.row}>
            <TextField
              label="Fires after"
              {...text('forText')}
              placeholder="at once"
              hint="Of answering without a gap."
            />
            <TextField
              label="Keeps firing for"
              {...text('keepText')}
              placeholder="not at all"
              hint="After it stopped answering."
            />
            <TextField label="Severity" {...text('severity')} />
          </div>
          <TextField
            label="Summary"
            {...text('summary')}
            placeholder="{{ $value | humanizePercentage }} of the calls of {{ $labels.model }} fail"
          />
          <div className={styles.row}>
            <TextField label="Description" {...text('description')} />
            <TextField label="Runbook" {...text('runbook')} placeholder="https://…" />
          </div>
        </>
      )}
      <TextArea label="More labels" monospace rows={2} {...text('labels')} placeholder="team=models" />
      {groups !== null && (
        <div className={styles.row}>
          <Labelled label="Group">
            <Select
              label="Group"
              value={form.groupId === '' ? NEW_GROUP : form.groupId}
              options={[
                { value: NEW_GROUP, label: 'New group' },
                ...groups.map(({ id, name }) => ({ value: id, label: displayText(name, 80) })),
              ]}
              onChange={(value) => onChange({ groupId: value === NEW_GROUP ? '' : value })}
            />
          </Labelled>
          {form.groupId === '' && (
            <>
              <TextField label="Name of the group" {...text('groupName')} />
              <TextField label="Evaluated every" {...text('interval')} />
            </>
          )}
        </div>
      )}
    </>
  );
}
