import { X } from 'lucide-react';
import { useState } from 'react';
import type { Severity } from '../../../../shared/log-record.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { LogList } from './log-list.tsx';
import { SeveritySelect } from './severity-select.tsx';
import { fromSeverity, useLogs } from './use-logs.ts';
import styles from './trace-logs.module.css';

interface TraceLogsProps {
  readonly traceId: string;
  readonly originUnixNano: string;
  /** Changes when the trace does. */
  readonly version: unknown;
  readonly spanNameOf: (spanId: string | null) => string | null;
  readonly selectedSpan: string | null;
  readonly onSelect: (spanId: string) => void;
  readonly onClose: () => void;
}

/** All logs of a trace in the order of their time, each with its span. */
export function TraceLogs(props: TraceLogsProps) {
  const { traceId, originUnixNano, version, spanNameOf, selectedSpan, onSelect, onClose } = props;
  const [minSeverity, setMinSeverity] = useState<Severity>('unspecified');
  const logs = useLogs({ traceId, ...fromSeverity(minSeverity) }, version);
  return (
    <section className={styles.logs} aria-label="Logs of the trace">
      <header className={styles.header}>
        <h2 className={styles.title}>Logs</h2>
        {logs.counts !== null && (
          <SeveritySelect value={minSeverity} counts={logs.counts} onChange={setMinSeverity} />
        )}
        <span className={styles.space} />
        <IconButton size="small" label="Close the logs" icon={<X aria-hidden />} onClick={onClose} />
      </header>
      {logs.error !== null ? (
        <ErrorState title="The logs could not be loaded" error={logs.error} onRetry={logs.retry} />
      ) : logs.logs.length === 0 && !logs.isLoading ? (
        <p className={styles.none}>
          {logs.total === 0 ? 'No logs came with this trace.' : 'No log is as severe as that.'}
        </p>
      ) : (
        <LogList
          logs={logs}
          label="Logs of the trace"
          originUnixNano={originUnixNano}
          spanNameOf={spanNameOf}
          selectedSpan={selectedSpan}
          onSelect={onSelect}
        />
      )}
    </section>
  );
}
