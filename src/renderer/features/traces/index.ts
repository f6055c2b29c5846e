export { compareSearchSchema } from './compare/compare-search.ts';
export { ComparePage } from './compare/compare-page.tsx';
export { listSearchSchema } from './list/list-search.ts';
export { traceSearchSchema } from './list/trace-search.ts';
export { traceDetailSearchSchema } from './trace-detail-search.ts';
export { TracePage } from './trace-page.tsx';
export { TracesPage } from './traces-page.tsx';
