export { LoadPage } from './load-page.tsx';
export { loadRunSearchSchema } from './load-search.ts';
export { LoadRunPage } from './run/load-run-page.tsx';
