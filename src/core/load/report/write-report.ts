import type { LoadRun, ReportFormat } from '../../../shared/load/index.ts';
import { csvReport } from './csv-report.ts';
import { htmlReport } from './html-report.ts';

/** A run as a file. JSON is the run as REST answers it. */
export function writeReport(run: LoadRun, format: ReportFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(run, undefined, 2)}\n`;
    case 'csv':
      return csvReport(run);
    case 'html':
      return htmlReport(run);
  }
}

export const REPORT_TYPES: Readonly<Record<ReportFormat, string>> = {
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
};
