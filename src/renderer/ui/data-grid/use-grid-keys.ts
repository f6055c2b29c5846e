import { useEffect, useRef, useState } from 'react';
import type { GridRows } from './grid-rows.ts';

interface GridKeysOptions<Row> {
  readonly rows: GridRows<Row>;
  readonly pageRows: () => number;
  readonly reveal: (index: number) => void;
  readonly open: (index: number) => void;
  /** Marks a row, where rows can be marked. */
  readonly mark?: ((index: number, isRange: boolean) => void) | undefined;
}

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault' | 'stopPropagation'
>;

interface Active {
  readonly index: number;
  /** Null while the row is not here yet. */
  readonly key: string | null;
}

/** Moves an active row with the keyboard. The row is known by its key, so it stays the same when rows come in above. */
export function useGridKeys<Row>({ rows, pageRows, reveal, open, mark }: GridKeysOptions<Row>) {
  const [active, setActive] = useState<Active | null>(null);
  const known = active?.key == null ? -1 : rows.indexOf(active.key);
  const activeIndex = active === null ? -1 : known === -1 ? active.index : known;
  const activeRow = activeIndex === -1 ? undefined : rows.at(activeIndex);
  const activeKey = activeRow === undefined ? null : rows.keyOf(activeRow);

  const activate = (index: number) => {
    const row = rows.at(index);
    setActive({ index, key: row === undefined ? null : rows.keyOf(row) });
  };
  const goTo = (index: number) => {
    const bounded = Math.min(Math.max(index, 0), rows.count - 1);
    activate(bounded);
    reveal(bounded);
  };
  const onActive = (act: (index: number) => void) => () => {
    if (activeIndex !== -1) act(activeIndex);
  };
  const actions: Record<string, () => void> = {
    j: () => goTo(activeIndex + 1),
    ArrowDown: () => goTo(activeIndex + 1),
    k: () => goTo(Math.max(activeIndex, 1) - 1),
    ArrowUp: () => goTo(Math.max(activeIndex, 1) - 1),
    PageDown: () => goTo(Math.max(activeIndex, 0) + pageRows()),
    PageUp: () => goTo(activeIndex - pageRows()),
    Home: () => goTo(0),
    End: () => goTo(rows.count - 1),
    Enter: onActive(open),
    ...(mark === undefined
      ? {}
      : { x: onActive((index) => mark(index, false)), X: onActive((index) => mark(index, true)) }),
  };
  const onKeyDown = (event: KeyPress) => {
    if (event.ctrlKey || event.metaKey || event.altKey || rows.count === 0) return;
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const latest = useRef(onKeyDown);
  useEffect(() => {
    latest.current = onKeyDown;
  });
  // A list that fills its page takes the keys that nothing else has the focus for.
  useEffect(() => {
    const onDocumentKeyDown = (event: KeyboardEvent) => {
      if (event.target === document.body && !event.defaultPrevented) latest.current(event);
    };
    document.addEventListener('keydown', onDocumentKeyDown);
    return () => document.removeEventListener('keydown', onDocumentKeyDown);
  }, []);
  return { activeKey, activeIndex, activate, onKeyDown };
}
