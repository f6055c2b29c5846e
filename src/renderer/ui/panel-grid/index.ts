export { GRID_HANDLE, PanelGrid } from './panel-grid.tsx';
export type { GridPlace, PanelGridItem } from './panel-grid.tsx';
