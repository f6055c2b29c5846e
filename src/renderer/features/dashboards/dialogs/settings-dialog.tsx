import { Plus } from 'lucide-react';
import { useState } from 'react';
import { dashboardModelSchema, variableSchema, type Variable } from '../../../../shared/dashboard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { EditedDashboard } from '../model/use-dashboard-draft.ts';
import { NO_VALUE, rangeOptions, refreshOptions } from './opening-options.ts';
import styles from './settings-dialog.module.css';
import { VariableFields } from './variable-fields.tsx';

interface SettingsDialogProps {
  readonly edited: EditedDashboard;
  readonly onClose: () => void;
}

/** What a dashboard is called, and its variables. */
export function SettingsDialog({ edited, onClose }: SettingsDialogProps) {
  const [title, setTitle] = useState(edited.model.title);
  const [description, setDescription] = useState(edited.model.description);
  const [tags, setTags] = useState(edited.model.tags.join(', '));
  const [sharedCrosshair, setShared] = useState(edited.model.sharedCrosshair);
  const [rangeMs, setRangeMs] = useState(edited.model.rangeMs);
  const [refreshSeconds, setRefresh] = useState(edited.model.refreshSeconds);
  const [variables, setVariables] = useState<readonly Variable[]>(edited.model.variables);
  const [problem, setProblem] = useState<string | null>(null);
  const apply = () => {
    const names = variables.map(({ name }) => name);
    if (new Set(names).size < names.length) return setProblem('Each variable has a name of its own.');
    const read = dashboardModelSchema.safeParse({
      ...edited.model,
      title,
      description,
      tags: tags
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      sharedCrosshair,
      rangeMs,
      refreshSeconds,
      variables,
    });
    if (!read.success) {
      const issue = read.error.issues[0];
      return setProblem(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
    }
    edited.change(() => read.data);
    onClose();
  };
  const put = (index: number, variable: Variable | null) =>
    setVariables(variables.flatMap((each, at) => (at === index ? (variable ?? []) : [each])));
  return (
    <FormDialog
      title="Settings and variables"
      width="wide"
      description="They are saved with the dashboard."
      submit="Apply"
      busy={false}
      error={problem}
      onSubmit={apply}
      onClose={onClose}
    >
      <TextField
        label="Title"
        maxLength={200}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <TextArea
        label="Description"
        rows={2}
        maxLength={5_000}
        value={description}
        onChange={({ target }) => setDescription(target.value)}
      />
      <TextField
        label="Tags"
        hint="Separated by commas."
        value={tags}
        onChange={({ target }) => setTags(target.value)}
      />
      <div className={styles.pair}>
        <Labelled label="Opens with">
          <Select
            label="Opens with"
            value={String(rangeMs ?? NO_VALUE)}
            options={rangeOptions(edited.model.rangeMs)}
            onChange={(value) => setRangeMs(value === NO_VALUE ? null : Number(value))}
          />
        </Labelled>
        <Labelled label="Refresh">
          <Select
            label="Refresh"
            value={String(refreshSeconds ?? NO_VALUE)}
            options={refreshOptions(edited.model.refreshSeconds)}
            onChange={(value) => setRefresh(value === NO_VALUE ? null : Number(value))}
          />
        </Labelled>
      </div>
      <div className={styles.switch}>
        <span aria-hidden>Crosshair in all charts at once</span>
        <Switch label="Crosshair in all charts at once" checked={sharedCrosshair} onChange={setShared} />
      </div>
      <section aria-label="Variables" className={styles.variables}>
        <h3 className={styles.heading}>Variables</h3>
        {variables.map((variable, index) => (
          <VariableFields key={index} variable={variable} onChange={(next) => put(index, next)} />
        ))}
        <Button
          size="small"
          icon={<Plus aria-hidden />}
          onClick={() => setVariables([...variables, newVariable(variables.length)])}
        >
          Add a variable
        </Button>
      </section>
    </FormDialog>
  );
}

function newVariable(count: number): Variable {
  return variableSchema.parse({
    kind: 'query',
    name: `variable${count + 1}`,
    query: 'label_values(signalbox_calls_total, model)',
    multi: true,
    includeAll: true,
  });
}
