import { GRID_COLUMNS, type GridPosition, type Panel } from '../panel.ts';
import { numberOf, objectsOf, textOf, type Json } from './json.ts';
import type { Losses } from './losses.ts';
import { readGrid, readPanel } from './read-panel.ts';

type ReadSource = Parameters<typeof readPanel>[2];
const MAX_PANELS = 500;
/** A row of the grid with its gap, in pixels. */
const ROW_PIXELS = 38;

/** The panels of a dashboard: those of `panels`, with what collapsed rows hold, or those of the `rows` of old. */
export function readPanels(json: Json, readSource: ReadSource, losses: Losses): Panel[] {
  const rows = objectsOf(json.rows);
  const found =
    rows.length > 0 && objectsOf(json.panels).length === 0
      ? fromRows(rows, readSource, losses)
      : fromPanels(objectsOf(json.panels), readSource, losses);
  if (found.length > MAX_PANELS) losses.of(null)('panels', `The first ${MAX_PANELS} are taken over.`);
  return withIds(found.slice(0, MAX_PANELS));
}

interface Found {
  readonly id: number | null;
  readonly panel: Panel;
}

function fromPanels(given: readonly Json[], readSource: ReadSource, losses: Losses): Found[] {
  const read = (json: Json, y: number): Found => {
    const grid = readGrid(json.gridPos, {
      x: 0,
      y,
      w: json.type === 'row' ? GRID_COLUMNS : 12,
      h: json.type === 'row' ? 1 : 8,
    });
    return { id: numberOf(json.id), panel: readPanel(json, grid, readSource, losses) };
  };
  const inOrder = given
    .map((json, index) => ({ json, found: read(json, index * 8) }))
    .sort((a, b) => a.found.panel.grid.y - b.found.panel.grid.y);
  let offset = 0;
  return inOrder.flatMap(({ json, found }, index) => {
    const row = moved(found, offset);
    const { y } = row.panel.grid;
    const hidden = objectsOf(json.panels).map((each) => moved(read(each, y + 1), offset));
    if (hidden.length === 0) return [row];
    const below = Math.min(...inOrder.slice(index + 1).map((each) => each.found.panel.grid.y + offset));
    const top = Math.min(...hidden.map(({ panel }) => panel.grid.y));
    const bottom = Math.max(...hidden.map(({ panel }) => panel.grid.y + panel.grid.h));
    if (top > y && bottom <= below) return [row, ...hidden];
    // Closed in Grafana, the row's panels lie where others have moved up to: they come out right below it again.
    offset += bottom - top;
    return [row, ...hidden.map((each) => moved(each, y + 1 - top))];
  });
}

function fromRows(rows: readonly Json[], readSource: ReadSource, losses: Losses): Found[] {
  let y = 0;
  return rows.flatMap((row): Found[] => {
    const found: Found[] = [];
    const isHeaded = row.showTitle === true || row.collapse === true || textOf(row.repeat) !== '';
    if (isHeaded) {
      const heading = {
        type: 'row',
        title: row.title,
        collapsed: row.collapse === true,
        repeat: row.repeat,
      };
      found.push({
        id: null,
        panel: readPanel(heading, { x: 0, y, w: GRID_COLUMNS, h: 1 }, readSource, losses),
      });
      y += 1;
    }
    let x = 0;
    let height = 0;
    for (const json of objectsOf(row.panels)) {
      const w = Math.min(GRID_COLUMNS, Math.max(1, Math.round((numberOf(json.span) ?? 4) * 2)));
      const h = Math.max(3, Math.ceil((pixels(json.height) ?? pixels(row.height) ?? 250) / ROW_PIXELS));
      if (x + w > GRID_COLUMNS) {
        x = 0;
        y += height;
        height = 0;
      }
      const grid: GridPosition = { x, y, w, h };
      found.push({ id: numberOf(json.id), panel: readPanel(json, grid, readSource, losses) });
      x += w;
      height = Math.max(height, h);
    }
    y += height;
    return found;
  });
}

function pixels(height: unknown): number | null {
  return numberOf(typeof height === 'string' ? height.replace(/px$/, '') : height);
}

function moved({ id, panel }: Found, down: number): Found {
  return down === 0
    ? { id, panel }
    : { id, panel: { ...panel, grid: { ...panel.grid, y: panel.grid.y + down } } };
}

/** Ids are kept where they are good and single. */
function withIds(found: readonly Found[]): Panel[] {
  const used = new Set<number>();
  let next =
    found.reduce((highest, { id }) => Math.max(highest, Number.isSafeInteger(id) ? (id ?? 0) : 0), 0) + 1;
  return found.map(({ id, panel }) => {
    const isGood = id !== null && Number.isSafeInteger(id) && id > 0 && !used.has(id);
    const kept = isGood ? id : next++;
    used.add(kept);
    return { ...panel, id: kept };
  });
}
