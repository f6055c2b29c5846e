import type { ShownPanel } from '../model/shown-panels.ts';

/** Panels that stand beside each other: a sheet may end below a band, not within one. */
export interface PrintBand {
  /** Of the first of its panels. */
  readonly key: string;
  /** The row of the grid at which it begins. */
  readonly top: number;
  readonly panels: readonly ShownPanel[];
}

/** The panels of a dashboard in bands, from top to bottom: cut wherever no panel is cut. */
export function printBands(shown: readonly ShownPanel[]): PrintBand[] {
  const inOrder = [...shown].sort((a, b) => a.grid.y - b.grid.y || a.grid.x - b.grid.x);
  const bands: { key: string; top: number; panels: ShownPanel[] }[] = [];
  let bottom = -Infinity;
  for (const each of inOrder) {
    const { y, h } = each.grid;
    if (y >= bottom) bands.push({ key: each.key, top: y, panels: [] });
    bands.at(-1)?.panels.push(each);
    bottom = Math.max(bottom, y + h);
  }
  return bands;
}
