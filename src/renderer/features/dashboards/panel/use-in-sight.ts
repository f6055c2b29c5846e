import { useCallback, useEffect, useState } from 'react';

/** Begins to load before it is scrolled into sight. */
const AHEAD = '160px';

/** Whether an element can be seen: within the window, or nearly, and in a tab that is shown. */
export function useInSight(): [
  attach: (element: HTMLElement | null) => (() => void) | undefined,
  inSight: boolean,
] {
  const [isNear, setNear] = useState(false);
  const [isShown, setShown] = useState(() => document.visibilityState === 'visible');
  useEffect(() => {
    const update = () => setShown(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', update);
    return () => document.removeEventListener('visibilitychange', update);
  }, []);
  const attach = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      rootMargin: AHEAD,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [attach, isNear && isShown];
}
