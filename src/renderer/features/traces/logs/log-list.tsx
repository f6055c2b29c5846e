import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { LogRecord } from '../../../../shared/log-record.ts';
import { LogRow } from './log-row.tsx';
import type { Logs } from './use-logs.ts';
import styles from './log-list.module.css';

interface LogListProps {
  readonly logs: Logs;
  readonly label: string;
  readonly originUnixNano: string;
  /** The name of the span that a log names; null when it names none that is here. */
  readonly spanNameOf?: (spanId: string | null) => string | null;
  readonly selectedSpan?: string | null;
  readonly onSelect?: (spanId: string) => void;
}

const ROW_HEIGHT = 29;
/** More is asked for when the end of what is loaded is this near. */
const AHEAD = 40;

/** Logs in the order of their time. Only the rows in sight are made, whatever their number. */
export function LogList({ logs, label, originUnixNano, spanNameOf, selectedSpan, onSelect }: LogListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const virtualizer = useVirtualizer({
    count: logs.logs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => logs.logs[index]?.logId ?? index,
    overscan: 12,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const { hasMore, loadMore } = logs;
  useEffect(() => {
    if (hasMore && last >= logs.logs.length - AHEAD) loadMore();
  }, [hasMore, loadMore, last, logs.logs.length]);
  const toggle = (log: LogRecord) => {
    const next = new Set(open);
    if (!next.delete(log.logId)) next.add(log.logId);
    setOpen(next);
  };
  return (
    <div ref={scroller} className={styles.scroller} aria-busy={logs.isOld || undefined}>
      <div
        role="list"
        aria-label={label}
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {rows.map((row) => {
          const log = logs.logs[row.index];
          if (log === undefined) return null;
          const spanName = spanNameOf?.(log.spanId);
          const { spanId } = log;
          const canSelect = onSelect !== undefined && spanId !== null && spanName !== null;
          return (
            <div
              key={row.key}
              role="listitem"
              ref={virtualizer.measureElement}
              data-index={row.index}
              className={styles.item}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <LogRow
                log={log}
                originUnixNano={originUnixNano}
                isOpen={open.has(log.logId)}
                onToggle={() => toggle(log)}
                spanName={spanName}
                isSelected={spanId !== null && spanId === selectedSpan}
                onSelect={canSelect ? () => onSelect(spanId) : undefined}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
