export { DataGrid } from './data-grid.tsx';
export type { GridColumn } from './grid-column.ts';
export { gridLayoutSchema, type GridLayout } from './grid-layout.ts';
export { pagedRows } from './grid-rows.ts';
export type { GridRows, GridSelection, GridSorting } from './grid-rows.ts';
export { useGridLayout, type KeptLayout } from './use-grid-layout.ts';
