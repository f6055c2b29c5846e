import { fieldSchema, type Field } from '../panel.ts';
import { readColour, writeColour } from './grafana-colours.ts';
import { isObject, numberOf, oneOf, partOf, textOf } from './json.ts';
import type { PanelLosses } from './losses.ts';
import { readMappings, writeMappings } from './value-mappings.ts';

/** One way in which values are written or drawn: as Grafana names it, and both ways between its form and ours. */
interface FieldProperty<K extends keyof Field = keyof Field> {
  readonly key: K;
  readonly id: string;
  readonly write: (value: Field[K]) => unknown;
  /** Undefined: it cannot be said here. */
  readonly read: (value: unknown, lose: PanelLosses) => Field[K] | undefined;
}

export const DEFAULT_FIELD: Field = fieldSchema.parse({});

function property<K extends keyof Field>(
  key: K,
  id: string,
  write: FieldProperty<K>['write'],
  read: FieldProperty<K>['read'],
): FieldProperty<K> {
  return { key, id, write, read };
}

const limit = (value: unknown) => (value === null ? null : (numberOf(value) ?? undefined));
const bounded = (low: number, high: number) => (value: unknown) => {
  const number = numberOf(value);
  return number === null ? undefined : Math.min(high, Math.max(low, number));
};
const inverse = <T extends string>(names: Readonly<Record<T, string>>) => {
  const back = new Map(Object.entries<string>(names).map(([ours, theirs]) => [theirs, ours as T]));
  return (value: unknown) => (typeof value === 'string' ? back.get(value) : undefined);
};

const INTERPOLATIONS = {
  linear: 'linear',
  smooth: 'smooth',
  'step-before': 'stepBefore',
  'step-after': 'stepAfter',
} as const;
const THRESHOLD_STYLES = { off: 'off', lines: 'line', bands: 'area' } as const;

/** What is written and read. Grafana's are in its fieldConfig: defaults by path, overrides by id. */
export const FIELD_PROPERTIES = [
  property(
    'unit',
    'unit',
    (unit) => unit,
    (unit) => (typeof unit === 'string' ? unit.slice(0, 60) : undefined),
  ),
  property(
    'decimals',
    'decimals',
    (value) => value,
    (value) => {
      if (value === null) return null;
      const decimals = numberOf(value);
      return decimals === null ? undefined : Math.min(20, Math.max(0, Math.round(decimals)));
    },
  ),
  property('min', 'min', (value) => value, limit),
  property('max', 'max', (value) => value, limit),
  property('displayName', 'displayName', writeDisplayName, readDisplayName),
  property(
    'noValue',
    'noValue',
    (text) => text,
    (text) => textOf(text, 200),
  ),
  property('thresholds', 'thresholds', writeThresholds, readThresholds),
  property('mappings', 'mappings', writeMappings, readMappings),
  property(
    'colour',
    'color',
    (colour) =>
      colour === 'auto' ? { mode: 'palette-classic' } : { mode: 'fixed', fixedColor: writeColour(colour) },
    (color) => (partOf(color, 'mode') === 'fixed' ? readColour(partOf(color, 'fixedColor')) : 'auto'),
  ),
  property(
    'interpolation',
    'custom.lineInterpolation',
    (value) => INTERPOLATIONS[value],
    inverse(INTERPOLATIONS),
  ),
  property('lineWidth', 'custom.lineWidth', (value) => value, bounded(0, 10)),
  property('fill', 'custom.fillOpacity', (value) => value, bounded(0, 100)),
  property('stack', 'custom.stacking', (mode) => ({ mode, group: 'A' }), readStack),
  property(
    'mirrored',
    'custom.transform',
    (isMirrored) => (isMirrored ? 'negative-Y' : 'none'),
    (transform) => transform === 'negative-Y',
  ),
  property('axis', 'custom.axisPlacement', (value) => value, readAxis),
  property(
    'axisLabel',
    'custom.axisLabel',
    (text) => text,
    (text) => textOf(text, 100),
  ),
  property('connectGaps', 'custom.spanNulls', (value) => value, readSpanNulls),
  property(
    'logBase',
    'custom.scaleDistribution',
    (log) => (log === null ? { type: 'linear' } : { type: 'log', log }),
    (scale) => (partOf(scale, 'type') === 'log' ? (partOf(scale, 'log') === 2 ? 2 : 10) : null),
  ),
  property(
    'showThresholds',
    'custom.thresholdsStyle',
    (show) => ({ mode: THRESHOLD_STYLES[show] }),
    (style, lose) => readThresholdStyle(partOf(style, 'mode'), lose),
  ),
] as const;

/** How lines and areas differ is not said in Grafana: an area is a line with a fill. Ours is said beside it. */
export const DRAW_ID = 'custom.drawStyle';
export const OWN_DRAW_ID = 'custom.signalboxDraw';

export function writeDraw(draw: Field['draw']): readonly (readonly [string, unknown])[] {
  return draw === 'line' || draw === 'area'
    ? [
        [DRAW_ID, 'line'],
        [OWN_DRAW_ID, draw],
      ]
    : [[DRAW_ID, draw]];
}

function writeDisplayName(name: string): string {
  return name.replace(/\{\{(\w+)\}\}/g, '$${__field.labels.$1}');
}

function readDisplayName(name: unknown): string {
  return textOf(name).replace(/\$\{__field\.labels\.(\w+)\}/g, '{{$1}}');
}

function writeThresholds(thresholds: Field['thresholds']): unknown {
  if (thresholds === null) return null;
  const steps = thresholds.steps.map(({ value, colour }) => ({ value, color: writeColour(colour) }));
  return { mode: thresholds.mode, steps };
}

function readThresholds(thresholds: unknown): Field['thresholds'] {
  const given = partOf(thresholds, 'steps');
  const steps = (Array.isArray(given) ? given : [])
    .filter(isObject)
    .slice(0, 20)
    .map(({ value, color }, index) => ({
      value: index === 0 && value === undefined ? null : numberOf(value),
      colour: readColour(color),
    }));
  if (steps.length === 0) return null;
  return { mode: partOf(thresholds, 'mode') === 'percentage' ? 'percentage' : 'absolute', steps };
}

/** In a group of its own a series stands alone: that of the rest is 'A'. */
function readStack(stacking: unknown): Field['stack'] | undefined {
  const group = partOf(stacking, 'group');
  if (group !== undefined && group !== 'A') return 'none';
  return oneOf(partOf(stacking, 'mode'), ['none', 'normal', 'percent'] as const) ?? undefined;
}

function readAxis(place: unknown): Field['axis'] | undefined {
  return place === 'auto' ? 'left' : (oneOf(place, ['left', 'right', 'hidden'] as const) ?? undefined);
}

function readSpanNulls(value: unknown, lose: PanelLosses): boolean | undefined {
  if (typeof value === 'number') lose('custom.spanNulls', 'Gaps of any length are connected.');
  return typeof value === 'number' ? true : typeof value === 'boolean' ? value : undefined;
}

function readThresholdStyle(mode: unknown, lose: PanelLosses): Field['showThresholds'] | undefined {
  const simple = inverse(THRESHOLD_STYLES)(mode);
  if (simple !== undefined) return simple;
  if (typeof mode === 'string') lose('custom.thresholdsStyle', 'Lines or bands are drawn, without dashes.');
  if (mode === 'dashed' || mode === 'dashed+area') return mode === 'dashed' ? 'lines' : 'bands';
  return mode === 'line+area' ? 'bands' : undefined;
}
