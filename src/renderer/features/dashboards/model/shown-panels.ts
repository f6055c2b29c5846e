import {
  GRID_COLUMNS,
  type GridPosition,
  type Panel,
  type VariableValue,
  type VariableValues,
} from '../../../../shared/dashboard/index.ts';
import { panelsOfRow } from './edit-model.ts';

/** A panel as it is on the screen: once, or once for each value of a variable. */
export interface ShownPanel {
  readonly key: string;
  readonly panel: Panel;
  readonly grid: GridPosition;
  /** What it sees of a variable that it is repeated for. */
  readonly scoped: ReadonlyMap<string, VariableValue> | null;
}

/** The variable that filters panels by what they are about. */
export const COMPONENT_VARIABLE = 'component';
const MAX_REPEATS = 50;

/**
 * The panels that are on the screen: not those of collapsed rows, nor those about other parts of the system than the ones
 * chosen; repeated ones once for each value. `isEditing`: as they are in the model, each once.
 */
export function shownPanels(
  panels: readonly Panel[],
  variables: VariableValues,
  isEditing: boolean,
): ShownPanel[] {
  const inOrder = [...panels].sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
  const hidden = new Set(
    inOrder
      .filter(({ type, options }) => type === 'row' && options.collapsed)
      .flatMap((row) => panelsOfRow(panels, row).map(({ id }) => id)),
  );
  const open = inOrder.filter(({ id }) => !hidden.has(id));
  if (isEditing) return open.map((panel) => shownOnce(panel));
  return repeated(
    open.filter((panel) => isAbout(panel, variables)),
    variables,
  );
}

function shownOnce(panel: Panel): ShownPanel {
  return { key: String(panel.id), panel, grid: panel.grid, scoped: null };
}

function isAbout({ components }: Panel, variables: VariableValues): boolean {
  const chosen = variables.get(COMPONENT_VARIABLE);
  if (components.length === 0 || chosen === undefined || chosen.isAll) return true;
  return components.some((component) => chosen.values.includes(component));
}

/** Copies push down what stands below them. */
function repeated(panels: readonly Panel[], variables: VariableValues): ShownPanel[] {
  const shown: ShownPanel[] = [];
  let offset = 0;
  for (const panel of panels) {
    const down = { ...panel.grid, y: panel.grid.y + offset };
    const variable = panel.repeat === null ? undefined : variables.get(panel.repeat.variable);
    if (
      panel.repeat === null ||
      panel.type === 'row' ||
      variable === undefined ||
      variable.values.length === 0
    ) {
      shown.push({ ...shownOnce(panel), grid: down });
      continue;
    }
    const { repeat } = panel;
    const values = variable.values.slice(0, MAX_REPEATS);
    const perRow = repeat.direction === 'v' ? 1 : Math.min(values.length, repeat.perRow);
    const width = repeat.direction === 'v' ? down.w : Math.floor(GRID_COLUMNS / perRow);
    values.forEach((value, index) => {
      const text = variable.texts[index] ?? value;
      shown.push({
        key: `${panel.id}-${index}`,
        panel,
        grid: {
          x: repeat.direction === 'v' ? down.x : (index % perRow) * width,
          y: down.y + Math.floor(index / perRow) * down.h,
          w: width,
          h: down.h,
        },
        scoped: new Map([
          [repeat.variable, { ...variable, values: [value], texts: [text], isAll: false, isMulti: false }],
        ]),
      });
    });
    offset += (Math.ceil(values.length / perRow) - 1) * down.h;
  }
  return shown;
}
