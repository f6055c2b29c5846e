import { useCallback, useState } from 'react';
import { readPreference, writePreference } from '../../lib/preferences.ts';
import type { GridColumn } from './grid-column.ts';
import { gridLayoutSchema, initialLayout, reconcileLayout, type GridLayout } from './grid-layout.ts';

export type ChangeLayout = (change: (layout: GridLayout) => Partial<GridLayout>) => void;

export interface KeptLayout {
  readonly layout: GridLayout;
  readonly change: ChangeLayout;
  readonly reset: () => void;
}

/** The arrangement of a grid's columns, remembered under the grid's name. */
export function useGridLayout<Row>(name: string, columns: readonly GridColumn<Row>[]): KeptLayout {
  const preference = `grid.${name}`;
  const [layout, setLayout] = useState<GridLayout>(() =>
    reconcileLayout(readPreference(preference, gridLayoutSchema, initialLayout(columns)), columns),
  );
  const change = useCallback<ChangeLayout>(
    (changeOf) =>
      setLayout((current) => {
        const next = reconcileLayout({ ...current, ...changeOf(current) }, columns);
        writePreference(preference, next);
        return next;
      }),
    [preference, columns],
  );
  const reset = useCallback(() => change(() => initialLayout(columns)), [change, columns]);
  return { layout, change, reset };
}
