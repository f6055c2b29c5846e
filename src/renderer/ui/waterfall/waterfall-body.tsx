import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useStore } from 'zustand';
import { formatMicros } from '../../lib/format.ts';
import { serviceColour } from '../../lib/series-colour.ts';
import { ROW_HEIGHT } from './layout-constants.ts';
import { paintBars } from './paint-bars.ts';
import { PaintedCanvas } from './painted-canvas.tsx';
import type { PaintSurface } from './canvas-painter.ts';
import { SpanTooltip } from './span-tooltip.tsx';
import { hasChildren } from './span-tree.ts';
import { TreeRow } from './tree-row.tsx';
import { usePanAndZoom } from './use-pan-and-zoom.ts';
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

/** The rows: names as an accessible tree on the left, bars on a canvas on the right. Only what is in sight exists. */
export function WaterfallBody({
  view,
  store,
  navigation,
  selectedRow,
  label,
  onKeyDown,
}: WaterfallBodyProps) {
  const { model, visible, indexOf } = view;
  const treeId = useId();
  const scrollRef = useRef<HTMLDivElement>(null);
  const timelineRef = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const height = useHeight(scrollRef);
  const hoveredSpan = useStore(store, (state) => state.hoveredSpan);
  const hoveredRow = hoveredSpan === null ? null : (model.rowOfSpan.get(hoveredSpan) ?? null);
  const [pointer, setPointer] = useState<{ x: number; y: number } | null>(null);
  usePanAndZoom(timelineRef, view, store);
  useRevealRow(scrollRef, selectedRow === null ? -1 : (indexOf[selectedRow] ?? -1), height);

  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT));
  const rows = visible.subarray(first, first + Math.ceil(height / ROW_HEIGHT) + 1);
  const rowAt = (event: MouseEvent) => {
    const top = scrollRef.current?.getBoundingClientRect().top ?? 0;
    return visible[Math.floor((event.clientY - top + scrollTop) / ROW_HEIGHT)] ?? null;
  };
  const paint = useBarsPainting(view, scrollTop, selectedRow, hoveredRow);
  const rowId = (row: number) => `${treeId}-${model.outline.columns.spanId[row] ?? row}`;
  const isActiveInSight = selectedRow !== null && rows.includes(selectedRow);

  return (
    <div
      ref={scrollRef}
      className={styles.scroll}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      onMouseMove={(event) => {
        const row = rowAt(event);
        store.getState().hover(row === null ? null : (model.outline.columns.spanId[row] ?? null));
        setPointer({ x: event.clientX, y: event.clientY });
      }}
      onMouseLeave={() => {
        store.getState().hover(null);
        setPointer(null);
      }}
      onClick={(event) => navigation.goTo(rowAt(event))}
      onDoubleClick={(event) => {
        const row = rowAt(event);
        if (row !== null) navigation.toggle(row);
      }}
    >
      <div className={styles.pane} style={{ height }}>
        <div
          role="tree"
          className={styles.tree}
          tabIndex={0}
          aria-label={label}
          aria-activedescendant={isActiveInSight ? rowId(selectedRow) : undefined}
          data-waterfall-tree=""
          onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(height / ROW_HEIGHT) - 1))}
        >
          {/* Scrolling moves this one element; the rows stay as they are. */}
          <div role="presentation" style={{ transform: `translateY(${-scrollTop}px)` }}>
            {Array.from(rows, (row, index) => (
              <TreeRow
                key={row}
                id={rowId(row)}
                model={model}
                row={row}
                top={(first + index) * ROW_HEIGHT}
                depth={view.tree.depth[row] ?? 0}
                isExpanded={expandedState(view, row)}
                isSelected={row === selectedRow}
                isHovered={row === hoveredRow}
                isMatch={view.isMatch?.has(row) === true}
                isDimmed={view.critical !== null && !view.critical.has(row)}
                colour={serviceColour(serviceOf(view, row))}
                onToggle={navigation.toggle}
              />
            ))}
          </div>
        </div>
        <div ref={timelineRef} className={styles.timeline}>
          <PaintedCanvas paint={paint} className={styles.canvas} />
        </div>
      </div>
      <div style={{ height: Math.max(0, visible.length * ROW_HEIGHT - height) }} />
      {hoveredRow !== null && pointer !== null && <SpanTooltip model={model} row={hoveredRow} at={pointer} />}
    </div>
  );
}

function serviceOf({ model }: WaterfallView, row: number): string {
  return model.outline.strings[model.outline.columns.service[row] ?? -1] ?? '';
}

function expandedState({ tree, collapsed, model }: WaterfallView, row: number): boolean | undefined {
  if (!hasChildren(tree, tree.positionOf[row] ?? 0)) return undefined;
  return !collapsed.has(model.outline.columns.spanId[row] ?? '');
}

function useBarsPainting(
  view: WaterfallView,
  scrollTop: number,
  selectedRow: number | null,
  hoveredRow: number | null,
): PaintSurface {
  const { model, visible, window, critical, isMatch } = view;
  return useCallback(
    (surface) =>
      paintBars(surface, {
        model,
        visible,
        scrollTop,
        window,
        selectedRow,
        hoveredRow,
        matches: isMatch,
        critical,
        colourOf: serviceColour,
        formatDuration: formatMicros,
      }),
    [model, visible, scrollTop, window, selectedRow, hoveredRow, isMatch, critical],
  );
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
function useRevealRow(ref: React.RefObject<HTMLElement | null>, index: number, height: number): void {
  useEffect(() => {
    const element = ref.current;
    if (element === null || index === -1 || height === 0) return;
    const top = index * ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTo(0, top);
    else if (top + ROW_HEIGHT > element.scrollTop + height) element.scrollTo(0, top + ROW_HEIGHT - height);
  }, [ref, index, height]);
}
