import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './launcher.module.css';
import { newStage, SHAPES, shapeOf, type PlanDraft, type ShapeName } from './plan-draft.ts';

const NAMES: Readonly<Record<ShapeName, string>> = {
  constant: 'Constant',
  ramp: 'Ramp',
  steps: 'Steps',
  spike: 'Spike',
};

interface ShapeFieldsProps {
  readonly draft: PlanDraft;
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<PlanDraft>) => void;
}

/** When how much is asked. */
export function ShapeFields({ draft, problem, onChange }: ShapeFieldsProps) {
  const unit = draft.model === 'open' ? 'per second' : 'users';
  const { stages } = draft;
  const change = (key: number, part: { seconds?: string; target?: string }) =>
    onChange({ stages: stages.map((stage) => (stage.key === key ? { ...stage, ...part } : stage)) });
  return (
    <div className={styles.group}>
      <div className={styles.row}>
        <Labelled label="Model">
          <SegmentedControl
            label="Model of the load"
            value={draft.model}
            segments={[
              { value: 'open', label: 'Open: a rate' },
              { value: 'closed', label: 'Closed: users' },
            ]}
            onChange={(model) => onChange({ model })}
          />
        </Labelled>
        <Labelled label="Begin with">
          <SegmentedControl
            label="Shape to begin with"
            value={null}
            segments={SHAPES.map((value) => ({ value, label: NAMES[value] }))}
            onChange={(shape) => onChange(shapeOf(shape))}
          />
        </Labelled>
      </div>
      <div className={styles.stages}>
        <TextField
          label={`Start, ${unit}`}
          className={styles.number}
          inputMode="decimal"
          value={draft.start}
          onChange={(event) => onChange({ start: event.target.value })}
        />
        {stages.map(({ key, seconds, target }, index) => (
          <div key={key} className={styles.stage}>
            <TextField
              label={`${index + 1}. for seconds`}
              className={styles.number}
              inputMode="decimal"
              value={seconds}
              onChange={(event) => change(key, { seconds: event.target.value })}
            />
            <TextField
              label={`to, ${unit}`}
              className={styles.number}
              inputMode="decimal"
              value={target}
              onChange={(event) => change(key, { target: event.target.value })}
            />
            {stages.length > 1 && (
              <IconButton
                label={`Remove stage ${index + 1}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => onChange({ stages: stages.filter((stage) => stage.key !== key) })}
              />
            )}
          </div>
        ))}
        <Button
          size="small"
          variant="ghost"
          icon={<Plus aria-hidden />}
          onClick={() => onChange({ stages: [...stages, newStage(10, Number(stages.at(-1)?.target) || 10)] })}
        >
          Stage
        </Button>
      </div>
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  );
}
