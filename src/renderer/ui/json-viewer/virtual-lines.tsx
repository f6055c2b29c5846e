import { useImperativeHandle, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import { classNames } from '../../lib/class-names.ts';
import styles from './virtual-lines.module.css';

export const LINE_HEIGHT = 20;
/** Browsers end an element at about 33 million pixels; beyond this, scrolling skips lines instead. */
const TALLEST = 8_000_000;
const OVERSCAN = 6;

export interface VirtualLinesHandle {
  /** Brings a line in sight, in the middle if it was not. */
  show(line: number): void;
}

interface VirtualLinesProps {
  readonly count: number;
  readonly renderLine: (line: number) => ReactNode;
  readonly className?: string | undefined;
  readonly ref?: Ref<VirtualLinesHandle>;
}

/** Lines of one height, of which only those in sight exist. */
export function VirtualLines({ count, renderLine, className, ref }: VirtualLinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    setHeight(element.clientHeight);
    return () => observer.disconnect();
  }, []);
  const { canvas, first, offset, inSight } = placed(count, top, height);
  useImperativeHandle(ref, () => ({
    show: (line) => {
      const element = scroller.current;
      if (element === null) return;
      const now = placed(count, element.scrollTop, element.clientHeight);
      if (line >= now.first + 1 && line < now.first + now.inSight - 2) return;
      const wanted = Math.max(0, line - Math.floor(now.inSight / 2));
      const last = Math.max(1, count - now.inSight + 1);
      const isScaled = count * LINE_HEIGHT > TALLEST;
      element.scrollTop = isScaled ? (wanted / last) * (canvas - height) : wanted * LINE_HEIGHT;
      setTop(element.scrollTop);
    },
  }));
  const from = Math.max(0, first - OVERSCAN);
  const to = Math.min(count, first + inSight + OVERSCAN);
  return (
    <div
      ref={scroller}
      data-lines
      className={classNames(styles.scroller, className)}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
    >
      <div className={styles.canvas} role="presentation" style={{ height: canvas }}>
        <div
          className={styles.lines}
          role="presentation"
          style={{ transform: `translateY(${offset - (first - from) * LINE_HEIGHT}px)` }}
        >
          {Array.from({ length: to - from }, (_, line) => renderLine(from + line))}
        </div>
      </div>
    </div>
  );
}

/** Which lines are in sight at a scroll position, and where the first of them is. */
function placed(count: number, top: number, height: number) {
  const inSight = Math.ceil(height / LINE_HEIGHT) + 1;
  const canvas = Math.min(count * LINE_HEIGHT, TALLEST);
  if (canvas < TALLEST) {
    const first = Math.min(Math.max(0, count - 1), Math.floor(top / LINE_HEIGHT));
    return { canvas, inSight, first, offset: first * LINE_HEIGHT };
  }
  const share = top / Math.max(1, canvas - height);
  const first = Math.floor(share * Math.max(0, count - inSight + 1));
  return { canvas, inSight, first, offset: top };
}
