import { z } from 'zod';
import type { GridColumn } from './grid-column.ts';

/** How the user arranged the columns of one grid. */
export const gridLayoutSchema = z.object({
  order: z.array(z.string()),
  sizes: z.record(z.string(), z.number().min(24).max(2_000)),
  visibility: z.record(z.string(), z.boolean()),
});
export type GridLayout = z.infer<typeof gridLayoutSchema>;

type ColumnShape = Pick<GridColumn<never>, 'id' | 'isHiddenAtFirst'>;

/** The columns as they are before anyone touched them. */
export function initialLayout(columns: readonly ColumnShape[]): GridLayout {
  return {
    order: columns.map((column) => column.id),
    sizes: {},
    visibility: Object.fromEntries(columns.map((column) => [column.id, column.isHiddenAtFirst !== true])),
  };
}

/** A remembered layout for the columns of today: unknown ones are dropped, new ones come at their own place. */
export function reconcileLayout(remembered: GridLayout, columns: readonly ColumnShape[]): GridLayout {
  const initial = initialLayout(columns);
  const known = new Set(initial.order);
  const order = remembered.order.filter((id, index, all) => known.has(id) && all.indexOf(id) === index);
  initial.order.forEach((id, index) => {
    if (!order.includes(id)) order.splice(index, 0, id);
  });
  const keepKnown = <T>(record: Record<string, T>) =>
    Object.fromEntries(Object.entries(record).filter(([id]) => known.has(id)));
  return {
    order,
    sizes: keepKnown(remembered.sizes),
    visibility: { ...initial.visibility, ...keepKnown(remembered.visibility) },
  };
}

/** Moves a column to the place of another. */
export function moveColumn(order: readonly string[], moved: string, target: string): string[] {
  const from = order.indexOf(moved);
  const to = order.indexOf(target);
  if (from === -1 || to === -1) return [...order];
  const next = order.filter((id) => id !== moved);
  next.splice(to, 0, moved);
  return next;
}

/** Moves a column past the next one that is shown on that side. */
export function movedBy({ order, visibility }: GridLayout, id: string, by: 1 | -1): Partial<GridLayout> {
  const shown = order.filter((each) => visibility[each] !== false);
  const target = shown[shown.indexOf(id) + by];
  return target === undefined ? {} : { order: moveColumn(order, id, target) };
}

const RESIZE_STEP = 16;
const [MIN_SIZE, MAX_SIZE] = [48, 2_000];

/** Makes a column a step wider or narrower than `size`. */
export function resizedBy({ sizes }: GridLayout, id: string, size: number, by: 1 | -1): Partial<GridLayout> {
  return { sizes: { ...sizes, [id]: Math.min(MAX_SIZE, Math.max(MIN_SIZE, size + by * RESIZE_STEP)) } };
}
