import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import { ColourLegend } from './colour-legend.tsx';
import { MINIMAP_HEIGHT, RULER_HEIGHT } from './layout-constants.ts';
import { Minimap } from './minimap.tsx';
import { Ruler } from './ruler.tsx';
import { shownRow } from './shown-row.ts';
import type { TimeWindow } from './time-window.ts';
import { TreeWidthHandle, useTreeWidth } from './tree-width.tsx';
import { unfoldedTo, useWaterfallNavigation } from './use-waterfall-navigation.ts';
import { useWaterfallView, type WaterfallView } from './use-waterfall-view.ts';
import { WaterfallBody } from './waterfall-body.tsx';
import { handleWaterfallKey } from './waterfall-keys.ts';
import { rowOfSpan, type WaterfallModel } from './waterfall-model.ts';
import type { WaterfallSettings } from './waterfall-settings.ts';
import { createWaterfallStore, type WaterfallStore } from './waterfall-store.ts';
import { WaterfallToolbar } from './waterfall-toolbar.tsx';
import styles from './waterfall.module.css';

export interface WaterfallProps {
  readonly model: WaterfallModel;
  readonly selectedSpan: string | null;
  /** Whether somebody chose it: then it is shown even where it lies in something closed. */
  readonly isChosen?: boolean;
  readonly onSelect: (spanId: string) => void;
  readonly settings: WaterfallSettings;
  readonly onSettings: (change: Partial<WaterfallSettings>) => void;
  /** Names the tree for assistive technology. */
  readonly label: string;
}

/** A key after `g` within this time goes to a page and means nothing here. */
const SEQUENCE_MS = 1_000;

/** A trace over time: tree, bars, minimap, search, zoom; every control has a key. */
export function Waterfall(props: WaterfallProps) {
  const { model, selectedSpan, isChosen = true, onSelect, settings, onSettings, label } = props;
  const [store] = useState(createWaterfallStore);
  const view = useWaterfallView(model, store, settings);
  const selectedRow = useSelectedRow(view, store, selectedSpan, isChosen);
  const navigation = useWaterfallNavigation(view, store, selectedRow, onSelect);
  const rootRef = useRef<HTMLElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const startedSequence = useRef(-Infinity);
  const { width, setWidth } = useTreeWidth();

  const focusTree = useCallback(() => {
    rootRef.current?.querySelector<HTMLElement>('[data-waterfall-tree]')?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    // Whoever is busy with something else, as a menu that was opened while the trace came, is not taken away from it.
    if (document.activeElement === document.body) focusTree();
  }, [focusTree]);

  const onKeyDown = (event: KeyboardEvent, pageRows: number) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isSecond = event.timeStamp - startedSequence.current < SEQUENCE_MS;
    startedSequence.current = event.key === 'g' ? event.timeStamp : -Infinity;
    if (isSecond) return;
    const { zoom, pan, setWindow } = store.getState();
    const { window } = view;
    const isHandled = handleWaterfallKey(event.key, event.shiftKey, {
      ...navigation,
      pageRows,
      zoom: (factor) => zoom(factor, model.bounds, middleOf(view, selectedRow, window)),
      pan: (share) => pan((window.end - window.start) * share, model.bounds),
      fit: () => setWindow(null),
      focusSearch: () => searchRef.current?.focus(),
      toggleModelCalls: () => onSettings({ onlyModelCalls: !settings.onlyModelCalls }),
      toggleCriticalPath: () => onSettings({ showCriticalPath: !settings.showCriticalPath }),
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
      data-waterfall-window={`${view.window.start} ${view.window.end}`}
    >
      <WaterfallToolbar
        view={view}
        store={store}
        navigation={navigation}
        selectedRow={selectedRow}
        settings={settings}
        onSettings={onSettings}
        searchRef={searchRef}
        onLeaveSearch={focusTree}
      />
      <div className={styles.overview} style={{ height: MINIMAP_HEIGHT }}>
        <ColourLegend colours={view.colours} by={settings.colourBy} />
        <Minimap view={view} store={store} />
      </div>
      <div className={styles.heads} style={{ height: RULER_HEIGHT }}>
        <TreeHead view={view} />
        <Ruler view={view} store={store} />
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

function TreeHead({ view }: { view: WaterfallView }) {
  const spans = view.tree.order.length - view.groups.firstMember.length;
  return (
    <div className={styles.treeHead}>
      <span className={styles.spanHead}>
        {spans.toLocaleString()} {spans === 1 ? 'span' : 'spans'}
      </span>
      <span className={styles.selfHead} title="Time of the span itself, without its children">
        Self
      </span>
      <span className={styles.tokensHead}>Tokens</span>
      <span className={styles.costHead}>Cost</span>
    </div>
  );
}

/** The row that is selected: a span, or the group that stands for several. What was chosen from outside is shown. */
function useSelectedRow(
  view: WaterfallView,
  store: WaterfallStore,
  selectedSpan: string | null,
  isChosen: boolean,
): number | null {
  const selectedGroup = useStore(store, (state) => state.selectedGroup);
  const span = selectedSpan === null ? null : rowOfSpan(view.model, selectedSpan);
  const group = selectedGroup === null ? -1 : (view.groups.groupOf[selectedGroup] ?? -1);
  const isGroup = group !== -1 && view.groups.firstMember[group] === span;
  const latest = useRef(view);
  useEffect(() => {
    latest.current = view;
  });
  useEffect(() => {
    if (span === null || isGroup || !isChosen) return;
    const unfolded = unfoldedTo(latest.current, span);
    if (unfolded !== null) store.getState().setFolds(unfolded);
  }, [span, isGroup, isChosen, store]);
  return isGroup ? view.spanCount + group : shownFor(view, span);
}

/** The row itself or, where it lies in something closed, that. */
function shownFor({ indexOf, tree }: WaterfallView, row: number | null): number | null {
  let at = row ?? -1;
  while (at !== -1 && indexOf[at] === -1) at = tree.parent[at] ?? -1;
  return at === -1 ? row : at;
}

/** Keys zoom around the selected row while any of it is in sight, else around the middle of the window. */
function middleOf(view: WaterfallView, row: number | null, window: TimeWindow): number | undefined {
  if (row === null) return undefined;
  const { startMicros, durationMicros } = shownRow(view, row);
  const start = Math.max(startMicros, window.start);
  const end = Math.min(startMicros + durationMicros, window.end);
  return start <= end ? (start + end) / 2 : undefined;
}
