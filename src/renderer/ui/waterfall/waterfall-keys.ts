import type { WaterfallNavigation } from './use-waterfall-navigation.ts';

export interface WaterfallKeyActions extends WaterfallNavigation {
  readonly zoom: (factor: number) => void;
  readonly fit: () => void;
  readonly focusSearch: () => void;
  readonly pageRows: number;
}

const ZOOM_STEP = 1.5;

/** The keys of the waterfall and what they do, as lib/keyboard-map.ts tells people. Returns whether it was one. */
export function handleWaterfallKey(key: string, actions: WaterfallKeyActions): boolean {
  const action = KEYS[key];
  action?.(actions);
  return action !== undefined;
}

const KEYS: Record<string, (actions: WaterfallKeyActions) => void> = {
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
  n: (actions) => actions.nextError(1),
  N: (actions) => actions.nextError(-1),
  '+': (actions) => actions.zoom(1 / ZOOM_STEP),
  '=': (actions) => actions.zoom(1 / ZOOM_STEP),
  '-': (actions) => actions.zoom(ZOOM_STEP),
  '0': (actions) => actions.fit(),
  f: (actions) => actions.zoomToSelected(),
  '/': (actions) => actions.focusSearch(),
};
