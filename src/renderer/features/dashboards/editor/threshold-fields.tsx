import { Plus, Trash2 } from 'lucide-react';
import type { Field, Thresholds } from '../../../../shared/dashboard/index.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { ColourSelect } from './colour-select.tsx';
import { NumberOrNone } from './number-or-none.tsx';
import styles from './panel-editor.module.css';

const SHOWN = [
  { value: 'off', label: 'Off' },
  { value: 'lines', label: 'Lines' },
  { value: 'bands', label: 'Bands' },
] as const;
const MODES = [
  { value: 'absolute', label: 'Values' },
  { value: 'percentage', label: 'Percent' },
] as const;
const NEW: Thresholds = { mode: 'absolute', steps: [{ value: null, colour: 'ok' }] };

interface ThresholdFieldsProps {
  readonly field: Field;
  readonly onChange: (part: Partial<Field>) => void;
}

/** From which value on something is how good. */
export function ThresholdFields({ field, onChange }: ThresholdFieldsProps) {
  const { steps } = field.thresholds ?? { steps: [] };
  const set = (next: Thresholds['steps']) =>
    onChange({
      thresholds: next.length < 2 ? null : { mode: field.thresholds?.mode ?? 'absolute', steps: next },
    });
  const add = () => {
    const before = field.thresholds?.steps ?? NEW.steps;
    const last = before.at(-1)?.value ?? 0;
    set([
      ...before,
      { value: last + (last === 0 ? 1 : last), colour: before.length > 1 ? 'error' : 'warning' },
    ]);
  };
  return (
    <section className={styles.section} aria-label="Thresholds">
      <h2 className={styles.heading}>
        Thresholds
        <Button size="small" icon={<Plus aria-hidden />} onClick={add}>
          Add
        </Button>
      </h2>
      {steps.map(({ value, colour }, index) => {
        const put = (step: Thresholds['steps'][number]) =>
          set(steps.map((each, at) => (at === index ? step : each)));
        const name = index === 0 ? 'Below' : `From ${value ?? ''}`;
        return (
          <div key={index} className={styles.line}>
            {index === 0 ? (
              <span className={styles.switch}>Below all</span>
            ) : (
              <NumberOrNone
                label="From"
                value={value}
                onChange={(next) => put({ value: next ?? 0, colour })}
              />
            )}
            <ColourSelect
              label={`Colour: ${name}`}
              value={colour}
              onChange={(next) => put({ value, colour: next })}
            />
            {index > 0 && (
              <IconButton
                label={`Remove the threshold ${name}`}
                icon={<Trash2 aria-hidden />}
                onClick={() => set(steps.filter((_, at) => at !== index))}
              />
            )}
          </div>
        );
      })}
      {field.thresholds !== null && (
        <Labelled label="They are">
          <SegmentedControl
            label="Thresholds are"
            value={field.thresholds.mode}
            segments={MODES}
            onChange={(mode) => onChange({ thresholds: { mode, steps } })}
          />
        </Labelled>
      )}
      {steps.length > 0 && (
        <Labelled label="In the chart">
          <SegmentedControl
            label="Thresholds in the chart"
            value={field.showThresholds}
            segments={SHOWN}
            onChange={(showThresholds) => onChange({ showThresholds })}
          />
        </Labelled>
      )}
    </section>
  );
}
