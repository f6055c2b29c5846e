/** The rows of a grid of any length, of which only some may be here. */
export interface GridRows<Row> {
  /** How many there are, as far as is known. */
  readonly count: number;
  /** Undefined: it is not here yet. */
  readonly at: (index: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** -1 when no row with this key is here. */
  readonly indexOf: (key: string) => number;
}

/** Rows can be marked; the person's marks are kept by who uses the grid. */
export interface GridSelection<Row> {
  readonly isSelected: (row: Row) => boolean;
  /** For the box in the head. */
  readonly state: 'none' | 'some' | 'all';
  /** `isRange`: all from the last row that was marked to this one. */
  readonly onToggle: (index: number, isRange: boolean) => void;
  readonly onToggleAll: () => void;
  /** What a row is called when it is marked. */
  readonly labelOf: (row: Row) => string;
}

export interface GridSorting {
  /** The id of the column that the rows are sorted by. */
  readonly column: string;
  readonly order: 'asc' | 'desc';
  readonly onSort: (column: string) => void;
}

/** Rows that came page by page from the beginning, and a place for the next one while there is more. */
export function pagedRows<Row>(
  rows: readonly Row[],
  hasMore: boolean,
  keyOf: (row: Row) => string,
): GridRows<Row> {
  return {
    count: rows.length + (hasMore ? 1 : 0),
    at: (index) => rows[index],
    keyOf,
    indexOf: (key) => rows.findIndex((row) => keyOf(row) === key),
  };
}
