export { CostsPage } from './costs-page.tsx';
export { costsSearchSchema } from './costs-search.ts';
