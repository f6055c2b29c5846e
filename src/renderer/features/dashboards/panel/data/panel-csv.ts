import type { PanelType } from '../../../../../shared/dashboard/index.ts';
import type { PanelFrame } from './panel-series.ts';
import { labelOf, valueTable } from './table-rows.ts';

/** What a panel shows as comma-separated text (RFC 4180): a table for tables, otherwise a line for each time. */
export function panelCsv(type: PanelType, frame: PanelFrame): string {
  return type === 'table' ? tableCsv(frame) : timesCsv(frame);
}

/** Rows of cells; the first is the header. */
export type CsvRows = readonly (readonly (string | number | null)[])[];

/** Rows as CSV, with CRLF. */
export function csvOf(rows: CsvRows): string {
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

function timesCsv({ times, series }: PanelFrame): string {
  return csvOf([
    ['time', ...series.map(({ name }) => name)],
    ...times.map((time, index) => [
      new Date(time).toISOString(),
      ...series.map(({ values }) => values[index] ?? null),
    ]),
  ]);
}

function tableCsv(frame: PanelFrame): string {
  const { labels, refs, rows } = valueTable(frame);
  return csvOf([
    [...labels, ...refs],
    ...rows.map((row) => [
      ...labels.map((name) => labelOf(row, name)),
      ...refs.map((ref) => row.values.get(ref) ?? null),
    ]),
  ]);
}

/** Text that a spreadsheet would run as a formula is told to be text; numbers are all digits. */
function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
