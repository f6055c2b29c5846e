import type { LogRecord, Severity } from '../../../../shared/log-record.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';

const TONES: Record<Severity, Tone> = {
  unspecified: 'neutral',
  trace: 'neutral',
  debug: 'neutral',
  info: 'accent',
  warn: 'warning',
  error: 'error',
  fatal: 'error',
};

/** How severe a log is, in OpenTelemetry's words; the sender's own word is in the title. */
export function SeverityBadge({ log }: { readonly log: LogRecord }) {
  const own = displayText(log.severityText, 40);
  return (
    <Badge tone={TONES[log.severity]} title={`${own === '' ? 'No text' : own}, number ${log.severityNumber}`}>
      {log.severity === 'unspecified' ? (own === '' ? 'log' : displayText(own, 8)) : log.severity}
    </Badge>
  );
}
