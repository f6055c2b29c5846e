import { useEffect, useRef } from 'react';
import { ShortcutMatcher } from './shortcut-matcher.ts';

export type ShortcutHandlers = Readonly<Record<string, () => void>>;

/** Calls the handler of the shortcut that was pressed, while the component is mounted. Keys as in the keyboard map. */
export function useShortcuts(handlers: ShortcutHandlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const matcher = new ShortcutMatcher();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const { key, ctrlKey, metaKey, altKey, timeStamp: time } = event;
      const press = { key, ctrlKey, metaKey, altKey, time, typing: isTyping(event.target) };
      const matched = matcher.match(press, Object.keys(latest.current));
      if (matched === null) return;
      event.preventDefault();
      latest.current[matched]?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Typing, or in a dialog or menu that has its own keys. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]',
    ) !== null
  );
}
