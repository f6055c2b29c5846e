import type { RowData } from '@tanstack/react-table';
import { useEffect, useId, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { ColumnMenu } from './column-menu.tsx';
import { GridBodyRow } from './grid-body-row.tsx';
import type { GridColumn } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import type { GridRows, GridSelection, GridSorting } from './grid-rows.ts';
import { SkeletonCells, SkeletonRows } from './skeleton-rows.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import type { KeptLayout } from './use-grid-layout.ts';
import { useGridTable, type GridTable } from './use-grid-table.ts';
import { useRowHeight } from './use-row-height.ts';
import { useRowVirtualizer } from './use-row-virtualizer.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import styles from './data-grid.module.css';

export interface DataGridProps<Row extends RowData> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** From `useGridLayout`. */
  readonly layout: KeptLayout;
  readonly rows: GridRows<Row>;
  readonly onOpen: (row: Row) => void;
  /** Told which rows are in sight, so that they can be fetched. */
  readonly onSight: (first: number, last: number) => void;
  /** True while nothing is known yet: skeletons hold the places of rows. */
  readonly isLoading?: boolean;
  readonly sorting?: GridSorting | undefined;
  readonly selection?: GridSelection<Row> | undefined;
  /** Shown in place of the rows when there are none. */
  readonly empty?: ReactNode;
  /** Rows that have just come, to be pointed out briefly. */
  readonly isFresh?: (row: Row) => boolean;
  /** The element that takes the keys, for those who put the focus there. */
  readonly focusRef?: RefObject<HTMLDivElement | null>;
}

const SKELETON_ROWS = 24;
/** The column of boxes where rows can be marked (data-grid.module.css). */
const MARK_WIDTH = 30;

/**
 * A table of any length: only the rows in sight exist, and rows that are not here yet are asked for when they come into
 * sight. Columns are moved, resized and hidden by the user, who finds them so again.
 */
export function DataGrid<Row extends RowData>(props: DataGridProps<Row>) {
  const { columns, rows, onOpen, selection, isLoading = false } = props;
  const { layout, change, reset } = props.layout;
  const ownRef = useRef<HTMLDivElement>(null);
  const scrollerRef = props.focusRef ?? ownRef;
  const rowHeight = useRowHeight();
  const gridId = useId();
  const { items, totalSize, base, reveal } = useRowVirtualizer(scrollerRef, rows.count, rowHeight);
  useScrollAnchor(scrollerRef, rows, rowHeight, base);
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? -1];
  const inSight = useMemo(
    () =>
      Array.from({ length: last - first + 1 }, (_, at) => rows.at(first + at)).filter(
        (row) => row !== undefined,
      ),
    [rows, first, last],
  );
  const { onSight } = props;
  useEffect(() => onSight(first, Math.max(first, last)), [onSight, rows, first, last]);
  const { activeKey, activeIndex, activate, onKeyDown } = useGridKeys({
    rows,
    pageRows: () => Math.max(1, Math.floor((scrollerRef.current?.clientHeight ?? 0) / rowHeight) - 2),
    reveal,
    open: (index) => {
      const row = rows.at(index);
      if (row !== undefined) onOpen(row);
    },
    mark: selection?.onToggle,
  });
  const table = useGridTable(columns, inSight, rows.keyOf, layout, change);
  const visible = table.getVisibleLeafColumns();
  const markWidth = selection === undefined ? 0 : MARK_WIDTH;
  const columnsWidth = visible.reduce((sum, column) => sum + column.getSize(), markWidth);
  const tableRows = new Map(table.getRowModel().rows.map((row) => [row.id, row]));
  return (
    <div className={styles.frame}>
      <div
        ref={scrollerRef}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={rows.count + 1}
        aria-colcount={visible.length + (selection === undefined ? 0 : 1)}
        aria-multiselectable={selection !== undefined || undefined}
        aria-busy={isLoading || undefined}
        aria-activedescendant={
          items.some((item) => item.index === activeIndex) ? `${gridId}-${activeKey}` : undefined
        }
        className={styles.scroller}
        style={{
          '--grid-columns': columnTemplate(table, columns, markWidth),
          '--grid-columns-width': `${columnsWidth}px`,
        }}
        onKeyDown={onKeyDown}
      >
        <GridHeader
          table={table}
          columns={columns}
          sorting={props.sorting}
          selection={selection}
          onChange={change}
        />
        <div role="rowgroup" className={styles.body} style={{ height: isLoading ? undefined : totalSize }}>
          {isLoading && (
            <SkeletonRows
              count={SKELETON_ROWS}
              hasMarks={selection !== undefined}
              columns={visible.length}
              height={rowHeight}
            />
          )}
          {!isLoading &&
            items.map((item) => {
              const data = rows.at(item.index);
              const row = data === undefined ? undefined : tableRows.get(rows.keyOf(data));
              if (data === undefined || row === undefined) {
                return (
                  <div
                    key={`at ${item.index}`}
                    aria-hidden="true"
                    className={classNames(styles.row, styles.bodyRow)}
                    style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                  >
                    {selection !== undefined && <div />}
                    <SkeletonCells row={item.index} columns={visible.length} />
                  </div>
                );
              }
              return (
                <GridBodyRow
                  key={row.id}
                  id={`${gridId}-${row.id}`}
                  index={item.index}
                  place={item}
                  isActive={row.id === activeKey}
                  isFresh={props.isFresh?.(data) === true}
                  isMarked={selection?.isSelected(data)}
                  markLabel={selection === undefined ? '' : selection.labelOf(data)}
                  onOpen={() => {
                    activate(item.index);
                    onOpen(data);
                  }}
                  onMark={(isRange) => {
                    activate(item.index);
                    selection?.onToggle(item.index, isRange);
                  }}
                >
                  {row.getVisibleCells().map((cell) => (
                    <div
                      key={cell.id}
                      role="gridcell"
                      className={classNames(
                        styles.cell,
                        alignOf(columns, cell.column.id) === 'end' && styles.end,
                      )}
                    >
                      <table.FlexRender cell={cell} />
                    </div>
                  ))}
                </GridBodyRow>
              );
            })}
        </div>
      </div>
      <div className={styles.menu}>
        <ColumnMenu columns={columns} layout={layout} onChange={change} onReset={reset} />
      </div>
      {rows.count === 0 && !isLoading && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}

function alignOf<Row>(columns: readonly GridColumn<Row>[], id: string): 'start' | 'end' {
  return columns.find((column) => column.id === id)?.align ?? 'start';
}

function columnTemplate<Row extends RowData>(
  table: GridTable<Row>,
  columns: readonly GridColumn<Row>[],
  markWidth: number,
): string {
  const shares = new Map(columns.map((column) => [column.id, column.grows ?? 0]));
  const tracks = table.getVisibleLeafColumns().map((column) => {
    const share = shares.get(column.id) ?? 0;
    return share > 0 ? `minmax(${column.getSize()}px, ${share}fr)` : `${column.getSize()}px`;
  });
  return (markWidth > 0 ? [`${markWidth}px`, ...tracks] : tracks).join(' ');
}
