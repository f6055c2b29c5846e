import { useState } from 'react';
import type { Severity } from '../../../../shared/log-record.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LogList } from './log-list.tsx';
import { SeveritySelect } from './severity-select.tsx';
import { fromSeverity, useLogs } from './use-logs.ts';
import styles from './span-logs.module.css';

interface SpanLogsProps {
  readonly traceId: string;
  readonly spanId: string;
  readonly startUnixNano: string;
  /** Changes when the trace does. */
  readonly version: unknown;
}

/** What was logged during a span, with times counted from its start. */
export function SpanLogs({ traceId, spanId, startUnixNano, version }: SpanLogsProps) {
  const [minSeverity, setMinSeverity] = useState<Severity>('unspecified');
  const logs = useLogs({ traceId, spanId, ...fromSeverity(minSeverity) }, version);
  if (logs.error !== null) {
    return <ErrorState title="The logs could not be loaded" error={logs.error} onRetry={logs.retry} />;
  }
  return (
    <div className={styles.logs}>
      {logs.counts !== null && (
        <SeveritySelect value={minSeverity} counts={logs.counts} onChange={setMinSeverity} />
      )}
      {logs.logs.length === 0 && !logs.isLoading ? (
        <p className={styles.none}>No log is as severe as that.</p>
      ) : (
        <LogList logs={logs} label="Logs of the span" originUnixNano={startUnixNano} />
      )}
    </div>
  );
}
