import type { Span } from '../../../../shared/trace.ts';
import { formatMicros } from '../../../lib/format.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { AttributeTable } from './attribute-table.tsx';
import styles from './resource-view.module.css';

interface ResourceViewProps {
  readonly span: Span;
  readonly originUnixNano: string;
  /** Attributes of the resource that are too many to be here. */
  readonly omitted: number;
}

/** Who sent the span and when, to the nanosecond. */
export function ResourceView({ span, originUnixNano, omitted }: ResourceViewProps) {
  const startMs = Number(BigInt(span.startTimeUnixNano) / 1_000_000n);
  const offset = Number(BigInt(span.startTimeUnixNano) - BigInt(originUnixNano)) / 1_000;
  return (
    <div className={styles.resource}>
      <h3 className={styles.heading}>Span</h3>
      <AttributeTable
        attributes={{
          'trace id': span.traceId,
          'span id': span.spanId,
          'parent span id': span.parentSpanId ?? 'none',
          started: `${formatAbsolute(new Date(startMs).toISOString())} (+${formatMicros(offset)})`,
          'start, ns since 1970': span.startTimeUnixNano,
          'end, ns since 1970': span.endTimeUnixNano,
          scope: `${span.scope.name} ${span.scope.version}`.trim() || 'none',
        }}
      />
      <h3 className={styles.heading}>Resource</h3>
      <AttributeTable attributes={span.resource} omitted={omitted} />
    </div>
  );
}
