import {
  ChevronDown,
  ChevronUp,
  CircleAlert,
  Maximize2,
  Route,
  Search,
  Sparkles,
  ZoomIn,
  ZoomOut,
  Focus,
} from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../icon-button.tsx';
import { TextField } from '../text-field.tsx';
import { ToggleButton } from '../toggle-button.tsx';
import { indexAmong } from './span-search.ts';
import { covers, windowOver } from './time-window.ts';
import type { WaterfallNavigation } from './use-waterfall-navigation.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import { ViewMenu } from './view-menu.tsx';
import { ZOOM_STEP } from './waterfall-keys.ts';
import type { WaterfallSettings } from './waterfall-settings.ts';
import type { WaterfallStore } from './waterfall-store.ts';
import styles from './waterfall-toolbar.module.css';

interface WaterfallToolbarProps {
  readonly view: WaterfallView;
  readonly store: WaterfallStore;
  readonly navigation: WaterfallNavigation;
  readonly selectedRow: number | null;
  readonly settings: WaterfallSettings;
  readonly onSettings: (change: Partial<WaterfallSettings>) => void;
  readonly searchRef: React.RefObject<HTMLInputElement | null>;
  readonly onLeaveSearch: () => void;
}

export function WaterfallToolbar(props: WaterfallToolbarProps) {
  const { view, store, navigation, selectedRow, settings, onSettings } = props;
  const { onlyModelCalls, showCriticalPath } = settings;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Waterfall">
      <SpanSearch {...props} />
      <ToggleButton
        icon={<Sparkles aria-hidden="true" />}
        label="Model calls only"
        pressed={onlyModelCalls}
        onChange={(only) => onSettings({ onlyModelCalls: only })}
        title="Model calls only (c): hide everything but model calls and the agents that made them"
      >
        <span className={styles.word}>Model calls only</span>
      </ToggleButton>
      <ToggleButton
        icon={<Route aria-hidden="true" />}
        label="Critical path"
        pressed={showCriticalPath}
        onChange={(show) => onSettings({ showCriticalPath: show })}
        title="Critical path (p): show the chain of work that made the trace this long"
      >
        <span className={styles.word}>Critical path</span>
      </ToggleButton>
      <ErrorSteps view={view} navigation={navigation} selectedRow={selectedRow} />
      <OutOfSight view={view} store={store} />
      <div className={styles.spacer} />
      <ViewMenu settings={settings} onSettings={onSettings} navigation={navigation} />
      <ZoomButtons view={view} store={store} navigation={navigation} selectedRow={selectedRow} />
    </div>
  );
}

type PartProps = Pick<WaterfallToolbarProps, 'view' | 'store' | 'navigation' | 'selectedRow'>;

function ErrorSteps({ view, navigation, selectedRow }: Omit<PartProps, 'store'>) {
  const count = view.errors.length;
  if (count === 0) return null;
  const at = indexAmong(view.errors, view.tree.positionOf, selectedRow);
  return (
    <div className={styles.errors} role="group" aria-label="Errors">
      <CircleAlert size={13} aria-hidden="true" />
      <span>
        {at !== -1 && `${(at + 1).toLocaleString()} / `}
        {count.toLocaleString()}
        <span className={styles.word}>{count === 1 ? ' error' : ' errors'}</span>
      </span>
      <IconButton
        size="small"
        label="Previous error"
        shortcut="N"
        icon={<ChevronUp aria-hidden="true" />}
        onClick={() => navigation.nextError(-1)}
      />
      <IconButton
        size="small"
        label="Next error"
        shortcut="n"
        icon={<ChevronDown aria-hidden="true" />}
        onClick={() => navigation.nextError(1)}
      />
    </div>
  );
}

/** A span of 1970 would make all others invisible, so it is not within the time shown; this says so. */
function OutOfSight({ view, store }: Pick<PartProps, 'view' | 'store'>) {
  const { all, bulk } = view.model.bounds;
  if (covers(bulk, all)) return null;
  return (
    <button
      type="button"
      className={styles.outOfSight}
      title="A few times lie more than a day from all others, so a clock was wrong. The timeline leaves them out; click to see all."
      onClick={() => store.getState().setWindow(windowOver(all))}
    >
      Absurd times left out
    </button>
  );
}

function ZoomButtons({ view, store, navigation, selectedRow }: PartProps) {
  const { zoom, setWindow } = store.getState();
  const { bounds } = view.model;
  return (
    <div className={styles.group} role="group" aria-label="Zoom">
      <IconButton
        size="small"
        label="Zoom out"
        shortcut="-"
        icon={<ZoomOut aria-hidden="true" />}
        onClick={() => zoom(ZOOM_STEP, bounds)}
      />
      <IconButton
        size="small"
        label="Zoom in"
        shortcut="="
        icon={<ZoomIn aria-hidden="true" />}
        onClick={() => zoom(1 / ZOOM_STEP, bounds)}
      />
      <IconButton
        size="small"
        label="Zoom to selected span"
        shortcut="f"
        icon={<Focus aria-hidden="true" />}
        disabled={selectedRow === null}
        onClick={navigation.zoomToSelected}
      />
      <IconButton
        size="small"
        label="Fit whole trace"
        shortcut="0"
        icon={<Maximize2 aria-hidden="true" />}
        onClick={() => setWindow(null)}
      />
    </div>
  );
}

function SpanSearch({
  view,
  store,
  navigation,
  selectedRow,
  searchRef,
  onLeaveSearch,
}: Omit<WaterfallToolbarProps, 'settings' | 'onSettings'>) {
  const query = useStore(store, (state) => state.query);
  const { matches } = view;
  const at = matches === null ? -1 : indexAmong(matches, view.tree.positionOf, selectedRow);
  return (
    <div className={styles.search} role="search">
      <TextField
        ref={searchRef}
        label="Search in this trace: names, services, models, operations, span ids"
        hideLabel
        placeholder="Search spans"
        icon={<Search aria-hidden="true" />}
        value={query}
        onChange={(event) => store.getState().search(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') navigation.nextMatch(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') {
            store.getState().search('');
            onLeaveSearch();
          }
        }}
      />
      {matches !== null && (
        <span className={styles.matches} role="status">
          {matches.length === 0
            ? 'none'
            : `${at === -1 ? '–' : (at + 1).toLocaleString()} / ${matches.length.toLocaleString()}`}
        </span>
      )}
      {matches !== null && matches.length > 0 && (
        <>
          <IconButton
            size="small"
            label="Previous match"
            shortcut="M"
            icon={<ChevronUp aria-hidden="true" />}
            onClick={() => navigation.nextMatch(-1)}
          />
          <IconButton
            size="small"
            label="Next match"
            shortcut="m"
            icon={<ChevronDown aria-hidden="true" />}
            onClick={() => navigation.nextMatch(1)}
          />
        </>
      )}
    </div>
  );
}
