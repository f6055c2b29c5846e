import { CalendarRange, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import {
  boundsOf,
  fixedRangeSearch,
  LAST_RANGES,
  lastRangeSearch,
  RANGE_KEYS,
  type TimeRange,
} from '../lib/time-range.ts';
import { formatRange } from '../lib/format-time.ts';
import { useSetTimeRange, useTimeRange } from '../lib/use-time-range.ts';
import { useConnection } from '../lib/connection-store.ts';
import { Button } from './button.tsx';
import { CustomRangeForm } from './custom-range-form.tsx';
import { classNames } from '../lib/class-names.ts';
import { Popover } from './popover.tsx';
import styles from './time-range-picker.module.css';
import { Tooltip } from './tooltip.tsx';

/** The range of the page's data, in its URL. Live follows the clock; stopped, the range stays where it was. */
export function TimeRangePicker() {
  const range = useTimeRange();
  const setRange = useSetTimeRange();
  const [open, setOpen] = useState(false);
  const isLive = range.kind === 'last';
  const isConnected = useConnection().status === 'live';

  const choose = (search: Parameters<typeof setRange>[0]) => {
    setRange(search);
    setOpen(false);
  };
  const toggleLive = () => {
    if (!isLive) return setRange(lastRangeSearch(range.key));
    const { from, to } = boundsOf(range, Date.now());
    setRange(fixedRangeSearch(range.key, new Date(from), new Date(to)));
  };

  return (
    <div className={styles.picker}>
      <Tooltip content={isLive ? 'Live: stop at this moment' : 'Stopped: follow the clock again'}>
        <button
          type="button"
          aria-pressed={isLive}
          onClick={toggleLive}
          className={classNames(styles.part, styles.live, !isConnected && styles.stale)}
        >
          <span className={styles.lamp} aria-hidden />
          Live
        </button>
      </Tooltip>
      <Popover
        label="Time range"
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <button type="button" className={styles.part} aria-label={`Time range: ${describe(range)}`}>
            <CalendarRange aria-hidden />
            <span className={styles.text}>{describe(range)}</span>
            <ChevronDown aria-hidden />
          </button>
        }
      >
        <div className={styles.panel}>
          <div className={styles.presets}>
            {RANGE_KEYS.map((key) => (
              <Button
                key={key}
                variant="ghost"
                size="small"
                className={styles.preset}
                aria-pressed={isLive && range.key === key}
                onClick={() => choose(lastRangeSearch(key))}
              >
                {LAST_RANGES[key].label}
              </Button>
            ))}
          </div>
          <CustomRangeForm
            range={range}
            onApply={(from, to) => choose(fixedRangeSearch(range.key, from, to))}
          />
        </div>
      </Popover>
    </div>
  );
}

function describe(range: TimeRange): string {
  if (range.kind === 'last') return LAST_RANGES[range.key].label;
  return formatRange(Date.parse(range.from), Date.parse(range.to), Date.now());
}
