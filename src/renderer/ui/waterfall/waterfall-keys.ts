import type { WaterfallNavigation } from './use-waterfall-navigation.ts';

export interface WaterfallKeyActions extends WaterfallNavigation {
  readonly zoom: (factor: number) => void;
  /** By shares of what the timeline shows. */
  readonly pan: (share: number) => void;
  readonly fit: () => void;
  readonly focusSearch: () => void;
  readonly toggleModelCalls: () => void;
  readonly toggleCriticalPath: () => void;
  readonly pageRows: number;
}

export const ZOOM_STEP = 1.5;
const PAN_SHARE = 0.2;

/** The keys of the waterfall and what they do, as lib/keyboard-map.ts tells people. Returns whether it was one. */
export function handleWaterfallKey(key: string, isShift: boolean, actions: WaterfallKeyActions): boolean {
  const action = (isShift ? SHIFT_KEYS[key] : undefined) ?? KEYS[key];
  action?.(actions);
  return action !== undefined;
}

type KeyActions = Record<string, (actions: WaterfallKeyActions) => void>;

const LEVELS: KeyActions = Object.fromEntries(
  Array.from({ length: 9 }, (_, index) => [
    String(index + 1),
    (actions: WaterfallKeyActions) => actions.foldToLevel(index + 1),
  ]),
);

const KEYS: KeyActions = {
  ...LEVELS,
  j: (actions) => actions.move(1),
  ArrowDown: (actions) => actions.move(1),
  k: (actions) => actions.move(-1),
  ArrowUp: (actions) => actions.move(-1),
  PageDown: (actions) => actions.move(actions.pageRows),
  PageUp: (actions) => actions.move(-actions.pageRows),
  Home: (actions) => actions.moveToEnd('first'),
  End: (actions) => actions.moveToEnd('last'),
  ArrowLeft: (actions) => actions.closeOrLeave(),
  ArrowRight: (actions) => actions.openOrEnter(),
  e: (actions) => actions.foldAll(false),
  E: (actions) => actions.foldAll(true),
  n: (actions) => actions.nextError(1),
  N: (actions) => actions.nextError(-1),
  m: (actions) => actions.nextMatch(1),
  M: (actions) => actions.nextMatch(-1),
  '+': (actions) => actions.zoom(1 / ZOOM_STEP),
  '=': (actions) => actions.zoom(1 / ZOOM_STEP),
  '-': (actions) => actions.zoom(ZOOM_STEP),
  h: (actions) => actions.pan(-PAN_SHARE),
  l: (actions) => actions.pan(PAN_SHARE),
  '0': (actions) => actions.fit(),
  f: (actions) => actions.zoomToSelected(),
  '/': (actions) => actions.focusSearch(),
  c: (actions) => actions.toggleModelCalls(),
  p: (actions) => actions.toggleCriticalPath(),
};

const SHIFT_KEYS: KeyActions = {
  ArrowLeft: (actions) => actions.foldBelow(true),
  ArrowRight: (actions) => actions.foldBelow(false),
};
