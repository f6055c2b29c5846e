import { formatAbsolute } from '../../lib/format-time.ts';
import { formatUnit } from '../../lib/format-unit.ts';
import { Dialog } from '../dialog.tsx';
import { Table, type TableColumn } from '../table.tsx';
import type { TimeSeries } from './time-series.ts';

export interface ChartDataDialogProps {
  readonly label: string;
  readonly times: readonly number[];
  readonly series: readonly TimeSeries[];
  readonly unit: string;
  readonly onClose: () => void;
}

const MOST_ROWS = 200;
const MOST_SERIES = 20;

/** The values of a chart as a table, the newest first. */
export function ChartDataDialog({ label, times, series, unit, onClose }: ChartDataDialogProps) {
  const indices = times.map((_, index) => times.length - 1 - index).slice(0, MOST_ROWS);
  const columns: TableColumn<number>[] = [
    {
      id: 'time',
      header: 'Time',
      cell: (index) => formatAbsolute(new Date(times[index] ?? 0).toISOString()),
    },
    ...series.slice(0, MOST_SERIES).map((one, at): TableColumn<number> => ({
      id: String(at),
      header: one.name,
      align: 'end',
      cell: (index) => formatUnit(one.values[index] ?? null, one.unit ?? unit, one.decimals),
    })),
  ];
  const isCut = times.length > MOST_ROWS || series.length > MOST_SERIES;
  return (
    <Dialog
      open
      width="wide"
      title={label}
      onClose={onClose}
      {...(isCut && {
        description: `The newest ${Math.min(MOST_ROWS, times.length)} of ${times.length} times and ${Math.min(MOST_SERIES, series.length)} of ${series.length} series.`,
      })}
    >
      <Table label={`Values of ${label}`} columns={columns} rows={indices} rowKey={String} />
    </Dialog>
  );
}
