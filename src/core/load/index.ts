export { measureEngine } from './engine-watch.ts';
export type { FindAnswerer } from './estimate.ts';
export { LoadTests } from './load-tests.ts';
export { preparedTemplateSchema } from './prepared-request.ts';
export { REPORT_TYPES, writeReport } from './report/write-report.ts';
export { RunArchive } from './run-archive.ts';
