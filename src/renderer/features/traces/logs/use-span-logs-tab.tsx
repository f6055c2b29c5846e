import { formatTally } from '../../../lib/format.ts';
import type { Tab } from '../../../ui/tabs.tsx';
import type { SpanPlace } from '../span/span-place.ts';
import { SpanLogs } from './span-logs.tsx';
import { useLogs } from './use-logs.ts';
import styles from './span-logs.module.css';

/** The tab of a span's logs; null where it has none. */
export function useSpanLogsTab(
  traceId: string,
  { outline: { spanId, startMicros }, originUnixNano }: SpanPlace,
  version: unknown,
): Tab<string> | null {
  const { total } = useLogs({ traceId, spanId }, version);
  if (total === 0) return null;
  return {
    value: 'logs',
    label: (
      <>
        Logs
        <span className={styles.count}>{formatTally(total)}</span>
      </>
    ),
    content: (
      <SpanLogs
        key={spanId}
        traceId={traceId}
        spanId={spanId}
        startUnixNano={(BigInt(originUnixNano) + BigInt(Math.round(startMicros * 1_000))).toString()}
        version={version}
      />
    ),
  };
}
