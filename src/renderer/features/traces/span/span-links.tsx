import { Link } from '@tanstack/react-router';
import type { SpanLink } from '../../../../shared/trace.ts';
import { TextLink } from '../../../ui/text-link.tsx';
import { AttributeTable } from './attribute-table.tsx';
import styles from './span-events.module.css';

/** Spans of other traces, or of this one, that belong to this span. */
export function SpanLinks({ links }: { links: readonly SpanLink[] }) {
  return (
    <ul className={styles.events}>
      {links.map((link, index) => (
        <li key={index} className={styles.event}>
          <div className={styles.head}>
            <Link to="/traces/$traceId" params={{ traceId: link.traceId }} search={{ span: link.spanId }}>
              <TextLink>
                <code>{link.traceId}</code>
              </TextLink>
            </Link>
            <code className={styles.time}>{link.spanId}</code>
          </div>
          {Object.keys(link.attributes).length > 0 && <AttributeTable attributes={link.attributes} />}
        </li>
      ))}
    </ul>
  );
}
