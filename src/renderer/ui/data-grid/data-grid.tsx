import type { RowData } from '@tanstack/react-table';
import { useEffect, useId, useMemo, useRef, type ReactNode, type RefObject } from 'react';
import { classNames } from '../../lib/class-names.ts';
import { Skeleton } from '../skeleton.tsx';
import { ColumnMenu } from './column-menu.tsx';
import type { GridColumn } from './grid-column.ts';
import { GridHeader } from './grid-header.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridLayout } from './use-grid-layout.ts';
import { useGridTable, type GridTable } from './use-grid-table.ts';
import { useRowHeight } from './use-row-height.ts';
import { useRowVirtualizer } from './use-row-virtualizer.ts';
import { useScrollAnchor } from './use-scroll-anchor.ts';
import styles from './data-grid.module.css';

export interface DataGridProps<Row extends RowData> {
  /** The user's arrangement is remembered under this name. */
  readonly name: string;
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  /** True while there are no rows yet: skeletons hold their places. */
  readonly isLoading?: boolean;
  readonly hasMore?: boolean;
  readonly isLoadingMore?: boolean;
  readonly onLoadMore?: () => void;
  /** Shown in place of the rows when there are none. */
  readonly empty?: ReactNode;
  /** Rows that have just come, to be pointed out briefly. */
  readonly isFresh?: (row: Row) => boolean;
  /** The element that takes the keys, for those who put the focus there. */
  readonly focusRef?: RefObject<HTMLDivElement | null>;
}

/** Asks for the next page when fewer rows than this are left below. */
const LOAD_AHEAD = 30;
const SKELETON_ROWS = 24;

/** A table of any length: only the rows in sight exist. Columns are moved, resized and hidden by the user, who finds them so again. */
export function DataGrid<Row extends RowData>(props: DataGridProps<Row>) {
  const { columns, rows, rowKey, onOpen, isLoading = false } = props;
  const { layout, change, reset } = useGridLayout(props.name, columns);
  const table = useGridTable(columns, rows, rowKey, layout, change);
  const ownRef = useRef<HTMLDivElement>(null);
  const scrollerRef = props.focusRef ?? ownRef;
  const rowHeight = useRowHeight();
  const gridId = useId();
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const virtualizer = useRowVirtualizer(scrollerRef, keys, rowHeight);
  useScrollAnchor(scrollerRef, keys, rowHeight);
  const { activeKey, activeIndex, setActiveKey, onKeyDown } = useGridKeys({
    keys,
    pageRows: () => Math.max(1, Math.floor((scrollerRef.current?.clientHeight ?? 0) / rowHeight) - 2),
    reveal: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    open: (index) => {
      const row = rows[index];
      if (row !== undefined) onOpen(row);
    },
  });
  const items = virtualizer.getVirtualItems();
  useLoadMore(props, items.at(-1)?.index ?? 0);
  const gridColumns = columnTemplate(table, columns);
  const columnsWidth = table.getVisibleLeafColumns().reduce((sum, column) => sum + column.getSize(), 0);
  const tableRows = table.getRowModel().rows;
  const isEmpty = rows.length === 0 && !isLoading;
  return (
    <div className={styles.frame}>
      <div
        ref={scrollerRef}
        role="grid"
        tabIndex={0}
        aria-label={props.label}
        aria-rowcount={props.hasMore === true ? -1 : rows.length + 1}
        aria-colcount={table.getVisibleLeafColumns().length}
        aria-busy={isLoading || undefined}
        aria-activedescendant={
          items.some((item) => item.index === activeIndex) ? `${gridId}-${activeKey}` : undefined
        }
        className={styles.scroller}
        style={{ '--grid-columns': gridColumns, '--grid-columns-width': `${columnsWidth}px` }}
        onKeyDown={onKeyDown}
      >
        <GridHeader table={table} columns={columns} onChange={change} />
        <div
          role="rowgroup"
          className={styles.body}
          style={{ height: isLoading ? undefined : virtualizer.getTotalSize() }}
        >
          {isLoading && (
            <SkeletonRows
              count={SKELETON_ROWS}
              columns={table.getVisibleLeafColumns().length}
              height={rowHeight}
            />
          )}
          {!isLoading &&
            items.map((item) => {
              const row = tableRows[item.index];
              if (row === undefined) return null;
              return (
                <div
                  key={row.id}
                  role="row"
                  id={`${gridId}-${row.id}`}
                  aria-rowindex={item.index + 2}
                  aria-selected={row.id === activeKey}
                  className={classNames(
                    styles.row,
                    styles.bodyRow,
                    row.id === activeKey && styles.active,
                    props.isFresh?.(row.original) === true && styles.fresh,
                  )}
                  style={{ height: item.size, transform: `translateY(${item.start}px)` }}
                  onClick={() => {
                    setActiveKey(row.id);
                    onOpen(row.original);
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
                </div>
              );
            })}
        </div>
        {props.isLoadingMore === true && (
          <SkeletonRows count={3} columns={table.getVisibleLeafColumns().length} height={rowHeight} />
        )}
      </div>
      <div className={styles.menu}>
        <ColumnMenu columns={columns} layout={layout} onChange={change} onReset={reset} />
      </div>
      {isEmpty && <div className={styles.empty}>{props.empty}</div>}
    </div>
  );
}

function alignOf<Row>(columns: readonly GridColumn<Row>[], id: string): 'start' | 'end' {
  return columns.find((column) => column.id === id)?.align ?? 'start';
}

function columnTemplate<Row extends RowData>(
  table: GridTable<Row>,
  columns: readonly GridColumn<Row>[],
): string {
  const shares = new Map(columns.map((column) => [column.id, column.grows ?? 0]));
  return table
    .getVisibleLeafColumns()
    .map((column) => {
      const share = shares.get(column.id) ?? 0;
      return share > 0 ? `minmax(${column.getSize()}px, ${share}fr)` : `${column.getSize()}px`;
    })
    .join(' ');
}

function useLoadMore<Row extends RowData>(props: DataGridProps<Row>, lastShown: number): void {
  const { rows, hasMore = false, isLoadingMore = false, onLoadMore } = props;
  const isDue = hasMore && !isLoadingMore && lastShown >= rows.length - LOAD_AHEAD;
  useEffect(() => {
    if (isDue) onLoadMore?.();
  }, [isDue, onLoadMore]);
}

function SkeletonRows({ count, columns, height }: { count: number; columns: number; height: number }) {
  return Array.from({ length: count }, (_, row) => (
    <div
      key={row}
      className={classNames(styles.row, styles.skeletonRow)}
      style={{ height }}
      aria-hidden="true"
    >
      {Array.from({ length: columns }, (__, column) => (
        <div key={column} className={styles.cell}>
          <Skeleton width={`${45 + ((row * 7 + column * 13) % 40)}%`} height={10} />
        </div>
      ))}
    </div>
  ));
}
