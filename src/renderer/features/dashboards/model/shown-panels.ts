import {
  GRID_COLUMNS,
  type GridPosition,
  type Panel,
  type VariableValue,
  type VariableValues,
} from '../../../../shared/dashboard/index.ts';
import { bottomOf, panelsOfRow } from './edit-model.ts';

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

/** The panel of this key, also where its row is folded away. Of a repeated one each copy has its own; its id is the first. */
export function shownPanel(
  panels: readonly Panel[],
  variables: VariableValues,
  key: string,
): ShownPanel | undefined {
  const open = panels.map((panel) => ({ ...panel, options: { ...panel.options, collapsed: false } }));
  const shown = shownPanels(open, variables, false);
  return shown.find((each) => each.key === key) ?? shown.find(({ panel }) => String(panel.id) === key);
}

function shownOnce(panel: Panel): ShownPanel {
  return { key: String(panel.id), panel, grid: panel.grid, scoped: null };
}

function isAbout({ components }: Panel, variables: VariableValues): boolean {
  const chosen = variables.get(COMPONENT_VARIABLE);
  if (components.length === 0 || chosen === undefined || chosen.isAll) return true;
  return components.some((component) => chosen.values.includes(component));
}

/** A row with its panels, or what stands above the first row. */
interface Section {
  readonly row: Panel | null;
  readonly panels: readonly Panel[];
}

function sectionsOf(inOrder: readonly Panel[]): Section[] {
  const starts = inOrder.flatMap(({ type }, index) => (type === 'row' ? [index] : []));
  return [0, ...starts.filter((start) => start > 0)].map((start, at, all) => {
    const panels = inOrder.slice(start, all[at + 1]);
    return { row: panels[0]?.type === 'row' ? panels[0] : null, panels };
  });
}

/** Copies of rows and of panels push down what stands below them. */
function repeated(inOrder: readonly Panel[], variables: VariableValues): ShownPanel[] {
  const shown: ShownPanel[] = [];
  let offset = 0;
  for (const { row, panels } of sectionsOf(inOrder)) {
    const scopes = scopesOf(row, variables) ?? [null];
    const height = bottomOf(panels) - (row?.grid.y ?? 0);
    for (const [index, scoped] of scopes.entries()) {
      if (index > 0) offset += height;
      for (const panel of panels) {
        const copies = copiesOf({ ...panel, grid: { ...panel.grid, y: panel.grid.y + offset } }, variables);
        const suffix = scoped === null ? '' : `-row-${index}`;
        shown.push(
          ...copies.map((copy) => ({
            ...copy,
            panel,
            key: `${copy.key}${suffix}`,
            scoped: scoped === null ? copy.scoped : new Map([...scoped, ...(copy.scoped ?? [])]),
          })),
        );
        const lowest = Math.max(...copies.map(({ grid }) => grid.y));
        offset += lowest - (panel.grid.y + offset);
      }
    }
  }
  return shown;
}

type Scope = ReadonlyMap<string, VariableValue>;

/** What each copy of a panel, or of a row, sees of the variable that it is repeated for; null: it is there once. */
function scopesOf(panel: Panel | null, variables: VariableValues): Scope[] | null {
  const name = panel?.repeat?.variable;
  const variable = name === undefined ? undefined : variables.get(name);
  if (name === undefined || variable === undefined || variable.values.length === 0) return null;
  return variable.values.slice(0, MAX_REPEATS).map((value, index) => {
    const text = variable.texts[index] ?? value;
    return new Map([[name, { ...variable, values: [value], texts: [text], isAll: false }]]);
  });
}

function copiesOf(panel: Panel, variables: VariableValues): ShownPanel[] {
  const { grid, repeat } = panel;
  const scopes = panel.type === 'row' ? null : scopesOf(panel, variables);
  if (repeat === null || scopes === null) return [shownOnce(panel)];
  const isDown = repeat.direction === 'v';
  const perRow = isDown ? 1 : Math.min(scopes.length, repeat.perRow);
  const width = isDown ? grid.w : Math.floor(GRID_COLUMNS / perRow);
  return scopes.map((scoped, index) => ({
    key: `${panel.id}-${index}`,
    panel,
    grid: {
      x: isDown ? grid.x : (index % perRow) * width,
      y: grid.y + Math.floor(index / perRow) * grid.h,
      w: width,
      h: grid.h,
    },
    scoped,
  }));
}
