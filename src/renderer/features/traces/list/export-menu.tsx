import { Download } from 'lucide-react';
import type { ExportFileFormat } from '../../../../shared/trace-export.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel } from '../../../ui/menu.tsx';

const FORMATS: readonly { format: ExportFileFormat; name: string; what: string }[] = [
  { format: 'jsonl', name: 'JSON lines', what: 'a trace a line, with all its spans' },
  { format: 'otlp', name: 'OTLP JSON', what: 'lines for a collector or another engine' },
  { format: 'csv', name: 'CSV', what: 'a row a trace, for spreadsheets' },
  { format: 'parquet', name: 'Parquet', what: 'a row a trace, for data tools' },
];

interface ExportMenuProps {
  /** "3 traces", "All 1,204 traces that match". */
  readonly what: string;
  readonly isPrimary?: boolean;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly onExport: (format: ExportFileFormat) => void;
}

/** Which file the traces become. */
export function ExportMenu({ what, isPrimary = false, busy, disabled = false, onExport }: ExportMenuProps) {
  return (
    <Menu
      align="end"
      trigger={
        <Button
          size={isPrimary ? 'small' : 'medium'}
          variant={isPrimary ? 'primary' : 'secondary'}
          icon={<Download aria-hidden />}
          busy={busy}
          disabled={disabled}
        >
          Export
        </Button>
      }
    >
      <MenuLabel>{what}</MenuLabel>
      {FORMATS.map(({ format, name, what: contents }) => (
        <MenuItem key={format} onSelect={() => onExport(format)}>
          {name}, {contents}
        </MenuItem>
      ))}
    </Menu>
  );
}
