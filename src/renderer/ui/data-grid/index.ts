export { DataGrid } from './data-grid.tsx';
export type { GridColumn } from './grid-column.ts';
export type { GridLayout } from './grid-layout.ts';
export { pagedRows } from './grid-rows.ts';
export type { GridRows, GridSelection } from './grid-rows.ts';
export { useGridLayout, type KeptLayout } from './use-grid-layout.ts';
