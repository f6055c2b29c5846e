export { GRID_HANDLE, PanelGrid } from './panel-grid.tsx';
