import type { ReactNode } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './data-grid.module.css';

interface GridBodyRowProps {
  readonly id: string;
  readonly index: number;
  readonly place: { readonly start: number; readonly size: number };
  readonly isActive: boolean;
  readonly isFresh: boolean;
  /** Undefined where rows cannot be marked. */
  readonly isMarked: boolean | undefined;
  readonly markLabel: string;
  readonly onOpen: () => void;
  readonly onMark: (isRange: boolean) => void;
  readonly children: ReactNode;
}

/** A row that is here, with its box where rows can be marked. */
export function GridBodyRow(props: GridBodyRowProps) {
  const { place, isActive, isMarked } = props;
  return (
    <div
      role="row"
      id={props.id}
      aria-rowindex={props.index + 2}
      aria-selected={isMarked ?? isActive}
      className={classNames(
        styles.row,
        styles.bodyRow,
        isActive && styles.active,
        isMarked === true && styles.marked,
        props.isFresh && styles.fresh,
      )}
      style={{ height: place.size, transform: `translateY(${place.start}px)` }}
      onClick={props.onOpen}
    >
      {isMarked !== undefined && (
        <div role="gridcell" className={styles.markCell} onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={props.markLabel}
            className={styles.mark}
            checked={isMarked}
            onChange={(event) => {
              const { nativeEvent } = event;
              props.onMark(nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
            }}
          />
        </div>
      )}
      {props.children}
    </div>
  );
}
