import { useEffect, useRef, type RefObject } from 'react';

/** For a row that a link opened: it is brought into sight when the page comes, not when it is opened by hand. */
export function useBroughtIntoSight<T extends HTMLElement>(isWanted: boolean): RefObject<T | null> {
  const element = useRef<T>(null);
  const isWantedAtFirst = useRef(isWanted);
  useEffect(() => {
    if (isWantedAtFirst.current) element.current?.scrollIntoView({ block: 'center' });
  }, []);
  return element;
}
