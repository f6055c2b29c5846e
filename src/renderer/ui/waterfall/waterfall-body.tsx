import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useStore } from 'zustand';
import { formatMicros } from '../../lib/format.ts';
import type { PaintSurface } from './canvas-painter.ts';
import { isCollapsed } from './folds.ts';
import { IconSheet, iconsOf } from './icon-sheet.tsx';
import { ROW_HEIGHT } from './layout-constants.ts';
import { paintBars } from './paint-bars.ts';
import { paintTree } from './paint-tree.ts';
import { PaintedCanvas } from './painted-canvas.tsx';
import { SpanTooltip } from './span-tooltip.tsx';
import { hasChildren } from './span-tree.ts';
import { isOnChevron } from './tree-geometry.ts';
import { TreeRow } from './tree-row.tsx';
import { usePanAndZoom } from './use-pan-and-zoom.ts';
import { useRowScroll } from './use-row-scroll.ts';
import type { WaterfallNavigation } from './use-waterfall-navigation.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import type { WaterfallStore } from './waterfall-store.ts';
import styles from './waterfall-body.module.css';

interface WaterfallBodyProps {
  readonly view: WaterfallView;
  readonly store: WaterfallStore;
  readonly navigation: WaterfallNavigation;
  readonly selectedRow: number | null;
  readonly label: string;
  readonly onKeyDown: (event: KeyboardEvent, pageRows: number) => void;
}

/** Rows are placed from the last multiple of this: millions of pixels are more than CSS transforms are exact for. */
const ROWS_OF_BASE = 1_000;

/** The rows: names as an accessible tree on the left, bars on a canvas on the right. Only what is in sight exists. */
export function WaterfallBody(props: WaterfallBodyProps) {
  const { view, store, navigation, selectedRow, label, onKeyDown } = props;
  const { visible, indexOf } = view;
  const treeId = useId();
  const scrollRef = useRef<HTMLDivElement>(null);
  const timelineRef = useRef<HTMLDivElement>(null);
  const height = useHeight(scrollRef);
  const scroll = useRowScroll(scrollRef, visible.length * ROW_HEIGHT, height);
  const { offset } = scroll;
  const hoveredRow = useStore(store, (state) => state.hoveredRow);
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  usePanAndZoom(timelineRef, view, store);
  useRevealRow(scroll, selectedRow === null ? -1 : (indexOf[selectedRow] ?? -1), height);

  const settled = useSettled(offset);
  const first = Math.floor(Math.min(settled, Math.max(0, visible.length * ROW_HEIGHT - height)) / ROW_HEIGHT);
  const rows = visible.subarray(first, first + Math.ceil(height / ROW_HEIGHT) + 1);
  const base = Math.floor(first / ROWS_OF_BASE) * ROWS_OF_BASE;
  const rowAt = (event: MouseEvent) => {
    const top = scrollRef.current?.getBoundingClientRect().top ?? 0;
    return visible[Math.floor((event.clientY - top + offset) / ROW_HEIGHT)] ?? null;
  };
  const paint = useBarsPainting(view, offset, selectedRow, hoveredRow);
  const [hasFocus, setHasFocus] = useState(false);
  const iconsRef = useRef<HTMLDivElement>(null);
  const treeRef = useRef<HTMLDivElement>(null);
  const paintNames = useTreePainting(view, { offset, selectedRow, hoveredRow, hasFocus }, iconsRef);
  const isOnSign = (event: MouseEvent, row: number) => {
    const tree = treeRef.current?.getBoundingClientRect();
    const x = event.clientX - (tree?.left ?? 0);
    return hasChildren(view.tree, row) && isOnChevron(x, view.tree.depth[row] ?? 0, tree?.width ?? 0);
  };
  const onClick = (event: MouseEvent) => {
    const row = rowAt(event);
    if (row !== null && isOnSign(event, row)) navigation.toggle(row);
    else navigation.goTo(row);
  };
  const rowId = (row: number) => `${treeId}-${row}`;
  const isActiveInSight = selectedRow !== null && rows.includes(selectedRow);

  return (
    <div
      ref={scrollRef}
      className={styles.scroll}
      data-waterfall-scroll=""
      onScroll={scroll.onScroll}
      onMouseMove={(event) => {
        store.getState().hover(rowAt(event));
        setPointer({ x: event.clientX, y: event.clientY });
      }}
      onMouseLeave={() => {
        store.getState().hover(null);
        setPointer(null);
      }}
      onClick={onClick}
      onDoubleClick={(event) => {
        const row = rowAt(event);
        if (row !== null && !isOnSign(event, row)) navigation.toggle(row);
      }}
    >
      <div className={styles.pane} style={{ height }}>
        <div
          ref={treeRef}
          role="tree"
          className={styles.tree}
          tabIndex={0}
          aria-label={label}
          aria-activedescendant={isActiveInSight ? rowId(selectedRow) : undefined}
          data-waterfall-tree=""
          onFocus={(event) => setHasFocus(event.currentTarget.matches(':focus-visible'))}
          onBlur={() => setHasFocus(false)}
          onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(height / ROW_HEIGHT) - 1))}
        >
          <PaintedCanvas paint={paintNames} className={styles.canvas} />
          {/* Scrolling moves this one element; other rows come when it rests. */}
          <div role="presentation" style={{ transform: `translateY(${base * ROW_HEIGHT - offset}px)` }}>
            {Array.from(rows, (row, index) => (
              <TreeRow
                // A row that leaves at one end gives its elements to the one that comes in at the other.
                key={(first + index) % rows.length}
                id={rowId(row)}
                shown={view.shown}
                row={row}
                top={(first + index - base) * ROW_HEIGHT}
                isExpanded={hasChildren(view.tree, row) ? !isCollapsed(view.folds, view, row) : undefined}
                isSelected={row === selectedRow}
              />
            ))}
          </div>
        </div>
        <div ref={timelineRef} className={styles.timeline}>
          <PaintedCanvas paint={paint} className={styles.canvas} />
        </div>
      </div>
      <div style={{ height: Math.max(0, scroll.height - height) }} />
      <IconSheet ref={iconsRef} />
      {hoveredRow !== null && pointer !== null && hoveredRow < view.tree.parent.length && (
        <SpanTooltip view={view} row={hoveredRow} at={pointer} />
      )}
    </div>
  );
}

function useBarsPainting(
  view: WaterfallView,
  scrollTop: number,
  selectedRow: number | null,
  hoveredRow: number | null,
): PaintSurface {
  const { shown, visible, window, critical, isMatch, colours } = view;
  return useCallback(
    (surface) =>
      paintBars(surface, {
        shown,
        visible,
        scrollTop,
        window,
        selectedRow,
        hoveredRow,
        isMatch,
        critical,
        colourOf: colours.of,
        formatDuration: formatMicros,
      }),
    [shown, visible, scrollTop, window, selectedRow, hoveredRow, isMatch, critical, colours],
  );
}

interface TreePainting {
  readonly offset: number;
  readonly selectedRow: number | null;
  readonly hoveredRow: number | null;
  readonly hasFocus: boolean;
}

function useTreePainting(
  { shown, visible, folds, spanCount, groups, tree, critical, isMatch, colours }: WaterfallView,
  { offset, selectedRow, hoveredRow, hasFocus }: TreePainting,
  iconsRef: React.RefObject<HTMLDivElement | null>,
): PaintSurface {
  const icon = useMemo(() => iconsOf(iconsRef), [iconsRef]);
  return useCallback(
    (surface) =>
      paintTree(surface, {
        shown,
        visible,
        offset,
        isCollapsed: (row) => isCollapsed(folds, { tree, spanCount, groups }, row),
        isMatch,
        critical,
        colourOf: colours.of,
        icon,
        selectedRow,
        hoveredRow,
        hasFocus,
      }),
    [
      shown,
      visible,
      folds,
      spanCount,
      groups,
      tree,
      critical,
      isMatch,
      colours,
      offset,
      selectedRow,
      hoveredRow,
      hasFocus,
      icon,
    ],
  );
}

const SETTLED_MS = 80;

/** The offset once it rests: the elements of rows, which nobody sees, do not follow every frame of a scroll. */
function useSettled(offset: number): number {
  const [settled, setSettled] = useState(offset);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(offset), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [offset]);
  return settled;
}

function useHeight(ref: React.RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    setHeight(element.clientHeight);
    return () => observer.disconnect();
  }, [ref]);
  return height;
}

/** Scrolls no further than needed for the row to be seen. */
function useRevealRow(
  { offset, scrollTo }: { offset: number; scrollTo: (offset: number) => void },
  index: number,
  height: number,
): void {
  const current = useRef(offset);
  useEffect(() => {
    current.current = offset;
  });
  useEffect(() => {
    if (index === -1 || height === 0) return;
    const top = index * ROW_HEIGHT;
    if (top < current.current) scrollTo(top);
    else if (top + ROW_HEIGHT > current.current + height) scrollTo(top + ROW_HEIGHT - height);
  }, [scrollTo, index, height]);
}
