import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { TraceSummary } from '../../../shared/trace.ts';
import { classNames } from '../../lib/class-names.ts';
import { formatDuration, formatMoney } from '../../lib/format.ts';
import { StatusDot } from '../../ui/badge.tsx';
import styles from './turn-timeline.module.css';

const ROW_HEIGHT = 28;

interface TurnTimelineProps {
  readonly turns: readonly TraceSummary[];
  readonly omitted: number;
  readonly current: number;
  readonly onGoTo: (index: number) => void;
}

/** Every turn as a line: how long it took, what it cost, whether it failed. */
export function TurnTimeline({ turns, omitted, current, onGoTo }: TurnTimelineProps) {
  const scroller = useRef<HTMLOListElement>(null);
  const virtualizer = useVirtualizer({
    count: turns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  useEffect(() => virtualizer.scrollToIndex(current, { align: 'auto' }), [virtualizer, current]);
  const longest = turns.reduce((most, { durationMs }) => Math.max(most, durationMs), 0);
  return (
    <ol ref={scroller} className={styles.timeline} aria-label="Turns" tabIndex={-1}>
      <li aria-hidden style={{ height: virtualizer.getTotalSize() }} />
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const turn = turns[index];
        if (turn === undefined) return null;
        const share = longest === 0 ? 0 : turn.durationMs / longest;
        return (
          <li key={turn.traceId} className={styles.row} style={{ transform: `translateY(${start}px)` }}>
            <button
              type="button"
              className={classNames(styles.turn, index === current && styles.current)}
              aria-current={index === current ? 'step' : undefined}
              onClick={() => onGoTo(index)}
            >
              <span className={styles.number}>
                <span className={styles.hidden}>Turn </span>
                {omitted + index + 1}
              </span>
              <span className={styles.track}>
                <span
                  className={classNames(styles.bar, turn.status === 'error' && styles.failed)}
                  style={{ width: `max(2px, ${share * 100}%)` }}
                />
              </span>
              <span className={styles.figure}>{formatDuration(turn.durationMs)}</span>
              <span className={styles.figure}>
                {turn.costNanos === null ? '' : formatMoney(turn.costNanos)}
              </span>
              <span className={styles.state}>
                {turn.status === 'error' && <StatusDot tone="error" label="failed" />}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
