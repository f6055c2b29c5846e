import type { ReactNode } from 'react';

/** A column of a data grid. */
export interface GridColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly align?: 'start' | 'end';
  /** Pixels, until the user drags it. */
  readonly size: number;
  readonly minSize?: number;
  /** Its share of the width that is left; it takes none unless said otherwise. */
  readonly grows?: number;
  readonly isHiddenAtFirst?: boolean;
  /** False for the column without which a row says nothing. */
  readonly canHide?: boolean;
  /** The rows can be sorted by it. */
  readonly canSort?: boolean;
  readonly cell: (row: Row) => ReactNode;
}
