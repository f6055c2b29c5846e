import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  tableFeatures,
  useTable,
  type ColumnDef,
  type RowData,
  type Updater,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { GridColumn } from './grid-column.ts';
import type { GridLayout } from './grid-layout.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
});

export type GridTable<Row extends RowData> = ReturnType<typeof useGridTable<Row>>;

/** The table model behind a grid: which columns stand where, how wide. Of the rows it knows those in sight. */
export function useGridTable<Row extends RowData>(
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  layout: GridLayout,
  change: (change: (layout: GridLayout) => Partial<GridLayout>) => void,
) {
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, Row> => ({
        id: column.id,
        header: column.header,
        size: column.size,
        minSize: column.minSize ?? 48,
        enableHiding: column.canHide !== false,
        cell: ({ row }) => column.cell(row.original),
      })),
    [columns],
  );
  return useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    columnResizeMode: 'onChange',
    state: {
      columnOrder: layout.order,
      columnSizing: layout.sizes,
      columnVisibility: layout.visibility,
    },
    onColumnOrderChange: (update: Updater<string[]>) =>
      change(({ order }) => ({ order: functionalUpdate(update, order) })),
    onColumnSizingChange: (update: Updater<Record<string, number>>) =>
      change(({ sizes }) => ({ sizes: functionalUpdate(update, sizes) })),
    onColumnVisibilityChange: (update: Updater<Record<string, boolean>>) =>
      change(({ visibility }) => ({ visibility: functionalUpdate(update, visibility) })),
  });
}
