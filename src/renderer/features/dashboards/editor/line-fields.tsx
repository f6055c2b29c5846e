import type { Field } from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { OnOff } from './on-off.tsx';
import styles from './panel-editor.module.css';

const DRAWS = [
  { value: 'line', label: 'Lines' },
  { value: 'area', label: 'Areas' },
  { value: 'bars', label: 'Bars' },
  { value: 'points', label: 'Points' },
] as const;
const STACKS = [
  { value: 'none', label: 'Off' },
  { value: 'normal', label: 'On' },
  { value: 'percent', label: '100%' },
] as const;
const INTERPOLATIONS = [
  { value: 'linear', label: 'Straight' },
  { value: 'smooth', label: 'Smooth' },
  { value: 'step-before', label: 'Step before' },
  { value: 'step-after', label: 'Step after' },
] as const;

interface LineFieldsProps {
  readonly field: Field;
  readonly onChange: (part: Partial<Field>) => void;
}

/** How the curves of a time series are drawn. */
export function LineFields({ field, onChange }: LineFieldsProps) {
  return (
    <>
      <Labelled label="Series are">
        <SegmentedControl
          label="Series are"
          value={field.draw}
          segments={DRAWS}
          onChange={(draw) =>
            onChange({ draw, ...(draw === 'area' && field.fill === 0 ? { fill: 20 } : {}) })
          }
        />
      </Labelled>
      <Labelled label="Stacked">
        <SegmentedControl
          label="Stacked"
          value={field.stack}
          segments={STACKS}
          onChange={(stack) => onChange({ stack })}
        />
      </Labelled>
      <Labelled label="Between points">
        <Select
          label="Between points"
          value={field.interpolation}
          options={INTERPOLATIONS}
          onChange={(interpolation) => onChange({ interpolation })}
        />
      </Labelled>
      <div className={styles.pair}>
        <TextField
          label="Line"
          type="number"
          min={0}
          max={10}
          step={0.5}
          value={field.lineWidth}
          onChange={({ target }) => onChange({ lineWidth: clamped(target.value, 10) })}
        />
        <TextField
          label="Fill %"
          type="number"
          min={0}
          max={100}
          step={5}
          value={field.fill}
          onChange={({ target }) => onChange({ fill: clamped(target.value, 100) })}
        />
      </div>
      <TextField
        label="Label of the axis"
        maxLength={100}
        value={field.axisLabel}
        onChange={({ target }) => onChange({ axisLabel: target.value })}
      />
      <OnOff
        label="Logarithmic"
        checked={field.logBase !== null}
        onChange={(isOn) => onChange({ logBase: isOn ? 10 : null })}
      />
      <OnOff
        label="Lines over gaps"
        checked={field.connectGaps}
        onChange={(connectGaps) => onChange({ connectGaps })}
      />
    </>
  );
}

function clamped(text: string, high: number): number {
  const value = Number(text);
  return Number.isFinite(value) ? Math.min(high, Math.max(0, value)) : 0;
}
