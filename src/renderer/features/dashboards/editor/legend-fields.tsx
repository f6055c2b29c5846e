import { REDUCERS, type Panel, type Reducer } from '../../../../shared/dashboard/index.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import styles from './panel-editor.module.css';
import { REDUCER_NAMES } from './reducer-names.ts';

const LEGENDS = [
  { value: 'list', label: 'List' },
  { value: 'table', label: 'Table' },
  { value: 'hidden', label: 'Off' },
] as const;
const OF_SHARES = [
  { value: 'list', label: 'On' },
  { value: 'hidden', label: 'Off' },
] as const;
const PLACES = [
  { value: 'bottom', label: 'Below' },
  { value: 'right', label: 'Beside' },
] as const;

type Legend = Panel['options']['legend'];

interface LegendFieldsProps {
  readonly legend: Legend;
  /** Of a pie, which has the share beside each name. */
  readonly isOfShares: boolean;
  readonly onChange: (part: Partial<Legend>) => void;
}

/** Where the names of the series are, and what is said about each. */
export function LegendFields({ legend, isOfShares, onChange }: LegendFieldsProps) {
  const { show, place, statistics } = legend;
  const toggle = (reducer: Reducer, isOn: boolean) =>
    onChange({
      statistics: REDUCERS.filter((each) => (each === reducer ? isOn : statistics.includes(each))),
    });
  return (
    <>
      <Labelled label="Legend">
        <SegmentedControl
          label="Legend"
          value={isOfShares && show === 'table' ? 'list' : show}
          segments={isOfShares ? OF_SHARES : LEGENDS}
          onChange={(next) => onChange({ show: next })}
        />
      </Labelled>
      {show !== 'hidden' && (
        <>
          <Labelled label="Where">
            <SegmentedControl
              label="Where the legend is"
              value={place}
              segments={PLACES}
              onChange={(next) => onChange({ place: next })}
            />
          </Labelled>
          {!isOfShares && (
            <Labelled label="With">
              <div className={styles.choices} role="group" aria-label="Statistics of the legend">
                {REDUCERS.map((reducer) => (
                  <ToggleButton
                    key={reducer}
                    pressed={statistics.includes(reducer)}
                    onChange={(isOn) => toggle(reducer, isOn)}
                  >
                    {REDUCER_NAMES[reducer]}
                  </ToggleButton>
                ))}
              </div>
            </Labelled>
          )}
        </>
      )}
    </>
  );
}
