import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState, type DragEvent, type KeyboardEvent } from 'react';
import type { RowData } from '@tanstack/react-table';
import { classNames } from '../../lib/class-names.ts';
import type { GridColumn } from './grid-column.ts';
import { movedBy, moveColumn, resizedBy, type GridLayout } from './grid-layout.ts';
import type { GridSelection, GridSorting } from './grid-rows.ts';
import type { GridTable } from './use-grid-table.ts';
import styles from './data-grid.module.css';

interface GridHeaderProps<Row extends RowData> {
  readonly table: GridTable<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly sorting: GridSorting | undefined;
  readonly selection: GridSelection<Row> | undefined;
  readonly onChange: (change: (layout: GridLayout) => Partial<GridLayout>) => void;
}

/**
 * The head of a grid: drag a name to move its column, its right edge to resize it, double-click the edge to undo that.
 * With the keyboard, on a name: Alt and the arrows move its column, Shift and the arrows resize it.
 */
export function GridHeader<Row extends RowData>(props: GridHeaderProps<Row>) {
  const { table, columns, sorting, selection, onChange } = props;
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null>(null);
  const endDrag = () => {
    setDragged(null);
    setTarget(null);
  };
  const onDrop = (event: DragEvent, id: string) => {
    event.preventDefault();
    if (dragged !== null) onChange(({ order }) => ({ order: moveColumn(order, dragged, id) }));
    endDrag();
  };
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={classNames(styles.row, styles.headRow)}>
        {selection !== undefined && <MarkAll selection={selection} />}
        {headers.map((header) => {
          const column = columns.find(({ id }) => id === header.column.id);
          const { id } = header.column;
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={ariaSort(column, sorting)}
              draggable={!header.column.getIsResizing()}
              className={classNames(
                styles.headCell,
                column?.align === 'end' && styles.end,
                id === dragged && styles.dragged,
                id === target && id !== dragged && styles.dropTarget,
              )}
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                setDragged(id);
              }}
              onDragOver={(event) => {
                if (dragged === null) return;
                event.preventDefault();
                setTarget(id);
              }}
              onDrop={(event) => onDrop(event, id)}
              onDragEnd={endDrag}
            >
              <HeadName
                column={column}
                sorting={sorting}
                onKeyDown={(event) => arrange(event, id, header.column.getSize(), onChange)}
              />
              <span
                className={classNames(styles.resizer, header.column.getIsResizing() && styles.resizing)}
                draggable
                onDragStart={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                }}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => header.column.resetSize()}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface HeadNameProps<Row> {
  readonly column: GridColumn<Row> | undefined;
  readonly sorting: GridSorting | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The name of a column; a press sorts by it, where that is possible. */
function HeadName<Row>({ column, sorting, onKeyDown }: HeadNameProps<Row>) {
  const canSort = column?.canSort === true && sorting !== undefined;
  const isSorted = canSort && sorting.column === column.id;
  return (
    <button
      type="button"
      className={classNames(styles.headName, isSorted && styles.sorted)}
      title={canSort ? `Sort by ${column.header.toLowerCase()}` : undefined}
      aria-description="Alt with the arrow keys moves the column, Shift with the arrow keys resizes it"
      aria-disabled={!canSort || undefined}
      onClick={() => {
        if (canSort) sorting.onSort(column.id);
      }}
      onKeyDown={onKeyDown}
    >
      <span className={styles.headText}>{column?.header}</span>
      {isSorted && (sorting.order === 'asc' ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />)}
    </button>
  );
}

function MarkAll<Row>({ selection }: { readonly selection: GridSelection<Row> }) {
  return (
    <div role="columnheader" className={styles.markCell}>
      <input
        ref={(input) => {
          if (input !== null) input.indeterminate = selection.state === 'some';
        }}
        type="checkbox"
        aria-label="Select all"
        className={styles.mark}
        checked={selection.state === 'all'}
        onChange={selection.onToggleAll}
      />
    </div>
  );
}

function ariaSort<Row>(
  column: GridColumn<Row> | undefined,
  sorting: GridSorting | undefined,
): 'ascending' | 'descending' | 'none' | undefined {
  if (column?.canSort !== true || sorting === undefined) return undefined;
  if (sorting.column !== column.id) return 'none';
  return sorting.order === 'asc' ? 'ascending' : 'descending';
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowRight: 1 };

function arrange(
  event: KeyboardEvent,
  id: string,
  size: number,
  onChange: (change: (layout: GridLayout) => Partial<GridLayout>) => void,
): void {
  // Keys of the rows are not for the head.
  if (event.key !== 'Tab') event.stopPropagation();
  const by = DIRECTIONS[event.key];
  if (by === undefined || event.altKey === event.shiftKey) return;
  event.preventDefault();
  if (event.altKey) onChange((layout) => movedBy(layout, id, by));
  else onChange((layout) => resizedBy(layout, id, size, by));
}
