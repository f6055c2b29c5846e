export { DataGrid } from './data-grid.tsx';
export type { GridColumn } from './grid-column.ts';
