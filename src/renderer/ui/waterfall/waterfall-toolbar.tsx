import {
  ChevronDown,
  ChevronUp,
  CircleAlert,
  FoldVertical,
  Maximize2,
  Route,
  Search,
  Sparkles,
  UnfoldVertical,
  ZoomIn,
  ZoomOut,
  Focus,
} from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../icon-button.tsx';
import { TextField } from '../text-field.tsx';
import { ToggleButton } from '../toggle-button.tsx';
import type { WaterfallNavigation } from './use-waterfall-navigation.ts';
import type { WaterfallView } from './use-waterfall-view.ts';
import type { WaterfallStore } from './waterfall-store.ts';
import styles from './waterfall-toolbar.module.css';

interface WaterfallToolbarProps {
  readonly view: WaterfallView;
  readonly store: WaterfallStore;
  readonly navigation: WaterfallNavigation;
  readonly selectedRow: number | null;
  readonly searchRef: React.RefObject<HTMLInputElement | null>;
  readonly onLeaveSearch: () => void;
}

const ZOOM_STEP = 1.5;

export function WaterfallToolbar({
  view,
  store,
  navigation,
  selectedRow,
  searchRef,
  onLeaveSearch,
}: WaterfallToolbarProps) {
  const onlyModelCalls = useStore(store, (state) => state.onlyModelCalls);
  const showCriticalPath = useStore(store, (state) => state.showCriticalPath);
  const { setOnlyModelCalls, setShowCriticalPath, zoom, setWindow, expandAll } = store.getState();
  const { durationMicros } = view.model;
  const errors = view.errors.length;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Waterfall">
      <SpanSearch {...{ view, store, navigation, selectedRow, searchRef, onLeaveSearch }} />
      <ToggleButton
        icon={<Sparkles aria-hidden="true" />}
        label="Model calls only"
        pressed={onlyModelCalls}
        onChange={setOnlyModelCalls}
        title="Model calls only: hide everything but model calls and the agents that made them"
      >
        <span className={styles.word}>Model calls only</span>
      </ToggleButton>
      <ToggleButton
        icon={<Route aria-hidden="true" />}
        label="Critical path"
        pressed={showCriticalPath}
        onChange={setShowCriticalPath}
        title="Critical path: show the chain of work that made the trace this long"
      >
        <span className={styles.word}>Critical path</span>
      </ToggleButton>
      {errors > 0 && (
        <div className={styles.errors} role="group" aria-label="Errors">
          <CircleAlert size={13} aria-hidden="true" />
          <span>
            {errors.toLocaleString()}
            <span className={styles.word}>{errors === 1 ? ' error' : ' errors'}</span>
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
      )}
      <div className={styles.spacer} />
      <div className={styles.group} role="group" aria-label="Tree">
        <IconButton
          size="small"
          label="Collapse all"
          icon={<FoldVertical aria-hidden="true" />}
          onClick={navigation.collapseAll}
        />
        <IconButton
          size="small"
          label="Expand all"
          icon={<UnfoldVertical aria-hidden="true" />}
          onClick={expandAll}
        />
      </div>
      <div className={styles.group} role="group" aria-label="Zoom">
        <IconButton
          size="small"
          label="Zoom out"
          shortcut="-"
          icon={<ZoomOut aria-hidden="true" />}
          onClick={() => zoom(ZOOM_STEP, durationMicros)}
        />
        <IconButton
          size="small"
          label="Zoom in"
          shortcut="="
          icon={<ZoomIn aria-hidden="true" />}
          onClick={() => zoom(1 / ZOOM_STEP, durationMicros)}
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
}: WaterfallToolbarProps) {
  const query = useStore(store, (state) => state.query);
  const { matches } = view;
  const at = matches === null || selectedRow === null ? -1 : matches.indexOf(selectedRow);
  return (
    <div className={styles.search} role="search">
      <TextField
        ref={searchRef}
        label="Search in this trace"
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
            icon={<ChevronUp aria-hidden="true" />}
            onClick={() => navigation.nextMatch(-1)}
          />
          <IconButton
            size="small"
            label="Next match"
            icon={<ChevronDown aria-hidden="true" />}
            onClick={() => navigation.nextMatch(1)}
          />
        </>
      )}
    </div>
  );
}
