import type { Span, SpanEvent } from '../../../../shared/trace.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatMicros } from '../../../lib/format.ts';
import { AttributeTable } from './attribute-table.tsx';
import { MoreRows } from './more-rows.tsx';
import styles from './span-events.module.css';

interface SpanEventsProps {
  readonly span: Span;
  readonly events: readonly SpanEvent[];
  readonly omitted: number;
}

const EVENTS_AT_ONCE = 50;

/** What happened during the span, in order of time, with the offset from its start. */
export function SpanEvents({ span, events, omitted }: SpanEventsProps) {
  return (
    <ol className={styles.events}>
      <MoreRows rows={events} atOnce={EVENTS_AT_ONCE} omitted={omitted}>
        {(event, index) => (
          <li key={index} className={styles.event}>
            <div className={styles.head}>
              <span className={event.name === 'exception' ? styles.failed : styles.name}>
                {displayText(event.name, 200)}
              </span>
              <span className={styles.time}>+{formatMicros(offsetMicros(span, event))}</span>
            </div>
            {Object.keys(event.attributes).length > 0 && <AttributeTable attributes={event.attributes} />}
          </li>
        )}
      </MoreRows>
    </ol>
  );
}

function offsetMicros(span: Span, event: SpanEvent): number {
  return Number(BigInt(event.timeUnixNano) - BigInt(span.startTimeUnixNano)) / 1_000;
}
