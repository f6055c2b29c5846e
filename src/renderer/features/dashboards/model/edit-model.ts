import {
  GRID_COLUMNS,
  panelSchema,
  type DashboardModel,
  type Panel,
  type PanelType,
} from '../../../../shared/dashboard/index.ts';

/** Changes of a model; each gives a new one. */
export function addPanel(model: DashboardModel, type: PanelType): { model: DashboardModel; id: number } {
  const id = nextId(model);
  const isRow = type === 'row';
  const y = isRow ? bottomOf(model.panels) : 0;
  const size = isRow ? { w: GRID_COLUMNS, h: 1 } : { w: 12, h: 8 };
  const panel = panelSchema.parse({
    id,
    type,
    title: isRow ? 'New row' : 'New panel',
    grid: { x: 0, y, ...size },
    ...(HAS_QUERIES.has(type) ? { queries: [{ ref: 'A', expr: '' }] } : {}),
  });
  // A new panel stands on top, where it is seen; the others make room.
  const others = isRow ? model.panels : shifted(model.panels, size.h);
  return { model: { ...model, panels: isRow ? [...others, panel] : [panel, ...others] }, id };
}

export function duplicatePanel(model: DashboardModel, id: number): DashboardModel {
  const panel = model.panels.find((each) => each.id === id);
  if (panel === undefined) return model;
  const { x, y, w, h } = panel.grid;
  const fitsBeside = x + 2 * w <= GRID_COLUMNS;
  const grid = fitsBeside ? { x: x + w, y, w, h } : { x, y: y + h, w, h };
  const copy = { ...panel, id: nextId(model), title: panel.title, grid };
  const others = model.panels.map((each) =>
    each.grid.y >= grid.y &&
    each.id !== id &&
    overlapsColumns(each, grid) &&
    (!fitsBeside || collides(each, grid))
      ? { ...each, grid: { ...each.grid, y: each.grid.y + h } }
      : each,
  );
  return { ...model, panels: [...others, copy] };
}

/** Removes a panel; of a row, the heading, or with `withPanels` all that is in it. */
export function removePanel(model: DashboardModel, id: number, withPanels = false): DashboardModel {
  const panel = model.panels.find((each) => each.id === id);
  if (panel === undefined) return model;
  const gone = new Set([id, ...(withPanels ? panelsOfRow(model.panels, panel).map((each) => each.id) : [])]);
  return { ...model, panels: model.panels.filter((each) => !gone.has(each.id)) };
}

export function replacePanel(model: DashboardModel, panel: Panel): DashboardModel {
  return { ...model, panels: model.panels.map((each) => (each.id === panel.id ? panel : each)) };
}

export function nextId({ panels }: DashboardModel): number {
  return panels.reduce((highest, { id }) => Math.max(highest, id), 0) + 1;
}

/** What stands between a row and the next one. */
export function panelsOfRow(panels: readonly Panel[], row: Panel): Panel[] {
  const next = Math.min(
    ...panels.filter((each) => each.type === 'row' && each.grid.y > row.grid.y).map(({ grid }) => grid.y),
  );
  return panels.filter((each) => each.type !== 'row' && each.grid.y > row.grid.y && each.grid.y < next);
}

export function bottomOf(panels: readonly Panel[]): number {
  return panels.reduce((lowest, { grid }) => Math.max(lowest, grid.y + grid.h), 0);
}

const HAS_QUERIES: ReadonlySet<PanelType> = new Set<PanelType>([
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'table',
  'heatmap',
  'histogram',
  'pie',
  'state-timeline',
]);

export function hasQueries(type: PanelType): boolean {
  return HAS_QUERIES.has(type);
}

function shifted(panels: readonly Panel[], by: number): Panel[] {
  return panels.map((panel) => ({ ...panel, grid: { ...panel.grid, y: panel.grid.y + by } }));
}

function overlapsColumns({ grid }: Panel, other: Panel['grid']): boolean {
  return grid.x < other.x + other.w && other.x < grid.x + grid.w;
}

function collides(panel: Panel, other: Panel['grid']): boolean {
  const { y, h } = panel.grid;
  return overlapsColumns(panel, other) && y < other.y + other.h && other.y < y + h;
}
