import type { SpanLink } from '../../../../shared/trace.ts';
import { AttributeTable } from './attribute-table.tsx';
import { MoreRows } from './more-rows.tsx';
import { useSpanSource } from './span-source.ts';
import styles from './span-events.module.css';

interface SpanLinksProps {
  /** The trace that is open. */
  readonly traceId: string;
  readonly links: readonly SpanLink[];
  readonly omitted: number;
}

const LINKS_AT_ONCE = 50;

/** Spans of other traces, or of this one, that belong to this span. */
export function SpanLinks({ traceId, links, omitted }: SpanLinksProps) {
  const { SpanLink: LinkTo } = useSpanSource();
  return (
    <ul className={styles.events}>
      <MoreRows rows={links} atOnce={LINKS_AT_ONCE} omitted={omitted}>
        {(link, index) => (
          <li key={index} className={styles.event}>
            <div className={styles.head}>
              <LinkTo traceId={link.traceId} spanId={link.spanId}>
                <code>{link.traceId === traceId ? `span ${link.spanId}` : link.traceId}</code>
              </LinkTo>
              {link.traceId === traceId ? (
                <span className={styles.time}>in this trace</span>
              ) : (
                <code className={styles.time}>span {link.spanId}</code>
              )}
            </div>
            {Object.keys(link.attributes).length > 0 && <AttributeTable attributes={link.attributes} />}
          </li>
        )}
      </MoreRows>
    </ul>
  );
}
