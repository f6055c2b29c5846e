import type { DashboardModel, GridPosition, Panel } from '../../../../shared/dashboard/index.ts';
import { panelsOfRow } from './edit-model.ts';

/**
 * The model after panels were moved on the screen. Those of collapsed rows are not on the screen: they go with their row, and
 * what stands below makes room for them, so that a row opens where it was closed.
 */
export function applyPlaces(
  model: DashboardModel,
  places: ReadonlyMap<number, GridPosition>,
): DashboardModel {
  const hiddenOf = new Map(
    model.panels
      .filter((panel) => panel.type === 'row' && panel.options.collapsed)
      .map((row) => [row.id, panelsOfRow(model.panels, row)]),
  );
  const shown = model.panels
    .filter(({ id }) => places.has(id))
    .map((panel) => ({ panel, place: places.get(panel.id) ?? panel.grid }))
    .sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
  const grids = new Map<number, GridPosition>();
  let offset = 0;
  for (const { panel, place } of shown) {
    grids.set(panel.id, { ...place, y: place.y + offset });
    const hidden = hiddenOf.get(panel.id) ?? [];
    const down = place.y + offset - panel.grid.y;
    for (const each of hidden) grids.set(each.id, { ...each.grid, y: each.grid.y + down });
    offset += heightOf(hidden, panel);
  }
  const panels = model.panels.map((panel) => ({ ...panel, grid: grids.get(panel.id) ?? panel.grid }));
  return { ...model, panels };
}

function heightOf(hidden: readonly Panel[], row: Panel): number {
  const bottom = Math.max(0, ...hidden.map(({ grid }) => grid.y + grid.h));
  return hidden.length === 0 ? 0 : bottom - (row.grid.y + row.grid.h);
}
