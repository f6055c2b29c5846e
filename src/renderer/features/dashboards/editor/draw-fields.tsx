import { REDUCERS, type Field, type Panel, type Reducer } from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Select } from '../../../ui/select.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
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
const LEGENDS = [
  { value: 'list', label: 'List' },
  { value: 'table', label: 'Table' },
  { value: 'hidden', label: 'Off' },
] as const;
const PLACES = [
  { value: 'bottom', label: 'Below' },
  { value: 'right', label: 'Beside' },
] as const;
const STATISTICS = REDUCERS.map((value) => ({
  value,
  label: value === 'lastNotNull' ? 'last with a value' : value,
}));
const COLOUR_MODES = [
  { value: 'value', label: 'Value' },
  { value: 'background', label: 'Background' },
  { value: 'none', label: 'Off' },
] as const;
const HAS_LEGEND: ReadonlySet<string> = new Set(['timeseries', 'pie', 'state-timeline', 'histogram']);
const HAS_REDUCER: ReadonlySet<string> = new Set(['stat', 'gauge', 'bargauge', 'pie', 'cost']);

interface DrawFieldsProps {
  readonly panel: Panel;
  readonly onChange: (panel: Panel) => void;
}

/** How a panel is drawn, by its type. */
export function DrawFields({ panel, onChange }: DrawFieldsProps) {
  const { type, field, options } = panel;
  const setField = (part: Partial<Field>) => onChange({ ...panel, field: { ...field, ...part } });
  const set = (part: Partial<Panel['options']>) => onChange({ ...panel, options: { ...options, ...part } });
  const [statistic = 'none'] = options.legend.statistics;
  return (
    <section className={styles.section} aria-label="Drawing">
      <h2 className={styles.heading}>Drawing</h2>
      {type === 'timeseries' && <LineFields field={field} onChange={setField} />}
      {HAS_REDUCER.has(type) && (
        <Labelled label="Value shown">
          <Select
            label="Value shown"
            value={options.reducer}
            options={STATISTICS}
            onChange={(reducer) => set({ reducer })}
          />
        </Labelled>
      )}
      {type === 'stat' && (
        <>
          <Labelled label="Colour of">
            <SegmentedControl
              label="Colour of"
              value={options.colourMode}
              segments={COLOUR_MODES}
              onChange={(colourMode) => set({ colourMode })}
            />
          </Labelled>
          <OnOff
            label="Curve below the value"
            checked={options.sparkline}
            onChange={(sparkline) => set({ sparkline })}
          />
        </>
      )}
      {type === 'pie' && <OnOff label="Ring" checked={options.donut} onChange={(donut) => set({ donut })} />}
      {HAS_LEGEND.has(type) && (
        <>
          <Labelled label="Legend">
            <SegmentedControl
              label="Legend"
              value={options.legend.show}
              segments={LEGENDS}
              onChange={(show) => set({ legend: { ...options.legend, show } })}
            />
          </Labelled>
          <div className={styles.pair}>
            <Labelled label="Where">
              <SegmentedControl
                label="Where the legend is"
                value={options.legend.place}
                segments={PLACES}
                onChange={(place) => set({ legend: { ...options.legend, place } })}
              />
            </Labelled>
            <Labelled label="With">
              <Select<Reducer | 'none'>
                label="Statistic of the legend"
                value={statistic}
                options={[{ value: 'none', label: 'no figure' }, ...STATISTICS]}
                onChange={(next) =>
                  set({ legend: { ...options.legend, statistics: next === 'none' ? [] : [next] } })
                }
              />
            </Labelled>
          </div>
        </>
      )}
    </section>
  );
}

function LineFields({
  field,
  onChange,
}: {
  readonly field: Field;
  readonly onChange: (part: Partial<Field>) => void;
}) {
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

function OnOff({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <div className={styles.switch}>
      <span aria-hidden>{label}</span>
      <Switch label={label} checked={checked} onChange={onChange} />
    </div>
  );
}

function clamped(text: string, high: number): number {
  const value = Number(text);
  return Number.isFinite(value) ? Math.min(high, Math.max(0, value)) : 0;
}
