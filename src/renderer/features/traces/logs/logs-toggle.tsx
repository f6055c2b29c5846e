import { ScrollText } from 'lucide-react';
import { formatTally } from '../../../lib/format.ts';
import { ToggleButton } from '../../../ui/toggle-button.tsx';
import { useLogs } from './use-logs.ts';

interface LogsToggleProps {
  readonly traceId: string;
  /** Changes when the trace does. */
  readonly version: unknown;
  readonly isOpen: boolean;
  readonly onChange: (isOpen: boolean) => void;
}

/** Opens the logs of the trace; not there where it has none. */
export function LogsToggle({ traceId, version, isOpen, onChange }: LogsToggleProps) {
  const { total, isLoading } = useLogs({ traceId }, version);
  if (total === 0 && !isOpen) return null;
  return (
    <ToggleButton
      title="All logs of the trace"
      pressed={isOpen}
      onChange={onChange}
      icon={<ScrollText aria-hidden />}
    >
      Logs {isLoading ? '' : formatTally(total)}
    </ToggleButton>
  );
}
