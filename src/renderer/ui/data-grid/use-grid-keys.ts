import { useEffect, useRef, useState } from 'react';

interface GridKeysOptions {
  readonly keys: readonly string[];
  readonly pageRows: () => number;
  readonly reveal: (index: number) => void;
  readonly open: (index: number) => void;
}

type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault' | 'stopPropagation'
>;

/** Moves an active row with the keyboard. The row is known by its key, so it stays the same when rows come in above. */
export function useGridKeys({ keys, pageRows, reveal, open }: GridKeysOptions) {
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const activeIndex = activeKey === null ? -1 : keys.indexOf(activeKey);

  const goTo = (index: number) => {
    const bounded = Math.min(Math.max(index, 0), keys.length - 1);
    const key = keys[bounded];
    if (key === undefined) return;
    setActiveKey(key);
    reveal(bounded);
  };
  const actions: Record<string, () => void> = {
    j: () => goTo(activeIndex + 1),
    ArrowDown: () => goTo(activeIndex + 1),
    k: () => goTo(Math.max(activeIndex, 1) - 1),
    ArrowUp: () => goTo(Math.max(activeIndex, 1) - 1),
    PageDown: () => goTo(Math.max(activeIndex, 0) + pageRows()),
    PageUp: () => goTo(activeIndex - pageRows()),
    Home: () => goTo(0),
    End: () => goTo(keys.length - 1),
    Enter: () => {
      if (activeIndex !== -1) open(activeIndex);
    },
  };
  const onKeyDown = (event: KeyPress) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.length === 0) return;
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
  return { activeKey, activeIndex, setActiveKey, onKeyDown };
}
