export { traceSearchSchema } from './list/trace-search.ts';
export { traceDetailSearchSchema } from './trace-detail-search.ts';
export { TracePage } from './trace-page.tsx';
export { TracesPage } from './traces-page.tsx';
