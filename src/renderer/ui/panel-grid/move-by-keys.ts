import { moveElement, verticalCompactor, type Layout, type LayoutItem } from 'react-grid-layout';

/** How an arrow moves an item, in columns and rows; null for other keys. */
const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function stepOf(key: string): readonly [number, number] | null {
  return STEPS[key] ?? null;
}

/** The layout after an item went one step; others make room, and nothing floats. */
export function moved(
  layout: Layout,
  id: string,
  [dx, dy]: readonly [number, number],
  columns: number,
): Layout {
  const copy = layout.map((item) => ({ ...item }));
  const item = copy.find(({ i }) => i === id);
  if (item === undefined) return layout;
  const x = Math.min(Math.max(0, item.x + dx), columns - item.w);
  const y = dy === 0 ? item.y : passed(copy, item, dy);
  const next = moveElement(copy, item, x, y, true, false, 'vertical', columns);
  return verticalCompactor.compact(next, columns);
}

/** The layout after an item grew or shrank one step. */
export function resized(
  layout: Layout,
  id: string,
  [dw, dh]: readonly [number, number],
  columns: number,
): Layout {
  const next = layout.map((item) =>
    item.i === id
      ? {
          ...item,
          w: Math.min(Math.max(item.minW ?? 1, item.w + dw), columns - item.x),
          h: Math.max(item.minH ?? 1, item.h + dh),
        }
      : { ...item },
  );
  return verticalCompactor.compact(next, columns);
}

/** The row that brings it past its nearest neighbour below or above. */
function passed(layout: readonly LayoutItem[], item: LayoutItem, dy: number): number {
  const inColumns = layout.filter(
    (each) => each.i !== item.i && each.x < item.x + item.w && item.x < each.x + each.w,
  );
  if (dy > 0) {
    const below = inColumns.filter((each) => each.y >= item.y + item.h).sort((a, b) => a.y - b.y)[0];
    return item.y + (below === undefined ? 1 : below.h);
  }
  const above = inColumns.filter((each) => each.y + each.h <= item.y).sort((a, b) => b.y - a.y)[0];
  return Math.max(0, above === undefined ? item.y - 1 : above.y);
}
