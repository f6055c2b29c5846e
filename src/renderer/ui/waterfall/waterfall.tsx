import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { PaintedCanvas } from './painted-canvas.tsx';
import type { PaintSurface } from './canvas-painter.ts';
import { MINIMAP_HEIGHT, RULER_HEIGHT } from './layout-constants.ts';
import { Minimap } from './minimap.tsx';
import { paintRuler } from './paint-ruler.ts';
import { ServiceLegend } from './service-legend.tsx';
import { TreeWidthHandle, useTreeWidth } from './tree-width.tsx';
import { useWaterfallNavigation } from './use-waterfall-navigation.ts';
import { useWaterfallView } from './use-waterfall-view.ts';
import { WaterfallBody } from './waterfall-body.tsx';
import { handleWaterfallKey } from './waterfall-keys.ts';
import type { TimeWindow } from './time-window.ts';
import { outlineSpan, type WaterfallModel } from './waterfall-model.ts';
import { createWaterfallStore } from './waterfall-store.ts';
import { WaterfallToolbar } from './waterfall-toolbar.tsx';
import styles from './waterfall.module.css';

export interface WaterfallProps {
  readonly model: WaterfallModel;
  readonly selectedSpan: string | null;
  readonly onSelect: (spanId: string) => void;
  /** Names the tree for assistive technology. */
  readonly label: string;
}

/** A trace over time: tree, bars, minimap, search, zoom; every control has a key. */
export function Waterfall({ model, selectedSpan, onSelect, label }: WaterfallProps) {
  const [store] = useState(createWaterfallStore);
  const view = useWaterfallView(model, store);
  const selectedRow = selectedSpan === null ? null : (model.rowOfSpan.get(selectedSpan) ?? null);
  const navigation = useWaterfallNavigation(view, store, selectedRow, onSelect);
  const rootRef = useRef<HTMLElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const { width, setWidth } = useTreeWidth();
  const ruler = useCallback<PaintSurface>((surface) => paintRuler(surface, view.window), [view.window]);

  const focusTree = useCallback(() => {
    rootRef.current?.querySelector<HTMLElement>('[data-waterfall-tree]')?.focus({ preventScroll: true });
  }, []);
  useEffect(focusTree, [focusTree]);

  const onKeyDown = (event: KeyboardEvent, pageRows: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { zoom, setWindow } = store.getState();
    const isHandled = handleWaterfallKey(event.key, {
      ...navigation,
      pageRows,
      zoom: (factor) => zoom(factor, model.durationMicros, middleOf(model, selectedRow, view.window)),
      fit: () => setWindow(null),
      focusSearch: () => searchRef.current?.focus(),
    });
    if (!isHandled) return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <section
      ref={rootRef}
      className={styles.waterfall}
      style={{ '--tree-width': `${width}px` }}
      aria-label="Waterfall"
    >
      <WaterfallToolbar
        view={view}
        store={store}
        navigation={navigation}
        selectedRow={selectedRow}
        searchRef={searchRef}
        onLeaveSearch={focusTree}
      />
      <div className={styles.overview} style={{ height: MINIMAP_HEIGHT }}>
        <ServiceLegend services={model.services} />
        <Minimap view={view} store={store} />
      </div>
      <div className={styles.heads} style={{ height: RULER_HEIGHT }}>
        <div className={styles.treeHead}>
          <span className={styles.spanHead}>
            {view.tree.order.length.toLocaleString()} {view.tree.order.length === 1 ? 'span' : 'spans'}
          </span>
          <span className={styles.tokensHead}>Tokens</span>
          <span className={styles.costHead}>Cost</span>
        </div>
        <div className={styles.ruler}>
          <PaintedCanvas paint={ruler} className={styles.canvas} />
        </div>
      </div>
      <WaterfallBody
        view={view}
        store={store}
        navigation={navigation}
        selectedRow={selectedRow}
        label={label}
        onKeyDown={onKeyDown}
      />
      <TreeWidthHandle width={width} onChange={setWidth} />
    </section>
  );
}

/** Keys zoom around the selected span while any of it is in sight, else around the middle of the window. */
function middleOf(model: WaterfallModel, row: number | null, window: TimeWindow): number | undefined {
  if (row === null) return undefined;
  const span = outlineSpan(model, row);
  const start = Math.max(span.startMicros, window.start);
  const end = Math.min(span.startMicros + span.durationMicros, window.end);
  return start <= end ? (start + end) / 2 : undefined;
}
