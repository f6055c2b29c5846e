export { DataGrid, type DataGridProps } from './data-grid.tsx';
export type { GridColumn } from './grid-column.ts';
