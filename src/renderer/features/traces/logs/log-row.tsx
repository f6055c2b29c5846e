import { ChevronRight } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { LogRecord } from '../../../../shared/log-record.ts';
import { classNames } from '../../../lib/class-names.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount, formatMicros } from '../../../lib/format.ts';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { isStructured, JsonTree, structureOf, textOf } from '../../../ui/json-tree/index.ts';
import { lineOf } from './log-text.ts';
import { SeverityBadge } from './severity-badge.tsx';
import styles from './log-row.module.css';

interface LogRowProps {
  readonly log: LogRecord;
  /** Times are told from here. */
  readonly originUnixNano: string;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  /** The span that it was logged in, where the list is not of one span. */
  readonly spanName?: string | null | undefined;
  readonly isSelected?: boolean;
  /** Goes to the span; without it the line opens the log. */
  readonly onSelect?: (() => void) | undefined;
}

/** One log in a line, with its whole body and attributes below once it is opened. */
export function LogRow(props: LogRowProps) {
  const { log, originUnixNano, isOpen, onToggle, spanName, isSelected = false, onSelect } = props;
  return (
    <div className={classNames(styles.row, styles[log.severity], isSelected && styles.selected)}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          aria-label="Body and attributes"
          onClick={onToggle}
        >
          <ChevronRight size={13} aria-hidden className={classNames(isOpen && styles.open)} />
        </button>
        <button
          type="button"
          className={styles.line}
          title={onSelect === undefined ? undefined : 'Go to its span'}
          onClick={onSelect ?? onToggle}
        >
          <span className={styles.time}>{offsetOf(log, originUnixNano)}</span>
          <span className={styles.severity}>
            <SeverityBadge log={log} />
          </span>
          {spanName !== undefined && (
            <span className={spanName === null ? styles.missing : styles.span}>
              {spanName === null ? 'no span' : displayText(spanName, 80)}
            </span>
          )}
          <span className={styles.text}>{lineOf(log)}</span>
        </button>
      </div>
      {isOpen && <LogDetails log={log} />}
    </div>
  );
}

/** Made once, not with each line that is scrolled past: a body may be megabytes. */
const LogDetails = memo(function LogDetails({ log }: { log: LogRecord }) {
  const body = useMemo(() => structureOf(log.body), [log.body]);
  return (
    <div className={styles.details}>
      {log.eventName !== '' && <p className={styles.event}>Event {displayText(log.eventName, 200)}</p>}
      {log.body !== null && (
        <div className={styles.body}>
          <span className={styles.caption}>Body</span>
          <JsonTree value={body} openLevels={isStructured(body) ? 2 : 0} />
          <CopyButton what="body" text={() => textOf(log.body)} />
        </div>
      )}
      {Object.keys(log.attributes).length > 0 && (
        <div className={styles.body}>
          <span className={styles.caption}>Attributes</span>
          <JsonTree value={log.attributes} openLevels={1} />
          <CopyButton what="attributes" text={() => textOf(log.attributes)} />
        </div>
      )}
      <p className={styles.origin}>
        {displayText(log.service, 80)}
        {log.scope.name !== '' && ` · ${displayText(log.scope.name, 80)}`}
        {log.droppedAttributes > 0 &&
          ` · ${formatCount(log.droppedAttributes)} attributes dropped by the sender`}
      </p>
    </div>
  );
});

function offsetOf({ timeUnixNano }: LogRecord, originUnixNano: string): string {
  const micros = Number(BigInt(timeUnixNano) - BigInt(originUnixNano)) / 1_000;
  return micros < 0 ? `−${formatMicros(-micros)}` : `+${formatMicros(micros)}`;
}
