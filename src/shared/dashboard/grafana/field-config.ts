import type { Field, FieldOverride } from '../panel.ts';
import { DEFAULT_FIELD, DRAW_ID, FIELD_PROPERTIES, OWN_DRAW_ID, writeDraw } from './field-properties.ts';
import { numberOf, objectOf, objectsOf, oneOf, partOf, textOf, type Json } from './json.ts';
import { loseUnknown, type PanelLosses } from './losses.ts';

/** Known by Grafana and of no account here, or said elsewhere. */
const QUIET_DEFAULTS = new Set([
  ...[
    'custom',
    'links',
    'unitScale',
    'nullValueMode',
    'calcs',
    'fieldMinMax',
    'color',
    'displayNameFromDS',
    'filterable',
  ],
  ...FIELD_PROPERTIES.map(({ id }) => id),
]);
const QUIET_CUSTOM = new Set([
  ...[
    'drawStyle',
    'signalboxDraw',
    'axisColorMode',
    'axisBorderShow',
    'axisCenteredZero',
    'barAlignment',
    'barWidthFactor',
  ],
  ...[
    'gradientMode',
    'hideFrom',
    'insertNulls',
    'pointSize',
    'showPoints',
    'axisGridShow',
    'axisSoftMin',
    'axisSoftMax',
  ],
  ...[
    'lineStyle',
    'align',
    'cellOptions',
    'displayMode',
    'inspect',
    'filterable',
    'showValues',
    'footer',
    'spanNulls',
  ],
  ...FIELD_PROPERTIES.filter(({ id }) => id.startsWith('custom.')).map(({ id }) =>
    id.slice('custom.'.length),
  ),
]);

/** Grafana's `fieldConfig`; what is as Signalbox has it by itself is left out of the defaults. */
export function writeFieldConfig(field: Field, overrides: readonly FieldOverride[]): Json {
  const defaults: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  for (const [id, value] of propertiesOf(field)) {
    if (id.startsWith('custom.')) custom[id.slice('custom.'.length)] = value;
    else if (value !== null && value !== '') defaults[id] = value;
  }
  return {
    defaults: { ...defaults, custom },
    overrides: overrides.map(({ match, field: part }) => ({
      matcher: writeMatcher(match),
      properties: propertiesOf(part).map(([id, value]) => ({ id, value })),
    })),
  };
}

function propertiesOf(field: FieldOverride['field']): (readonly [string, unknown])[] {
  const all = FIELD_PROPERTIES.flatMap((each): (readonly [string, unknown])[] => {
    const value = field[each.key];
    // One entry of the table at a time: its `write` takes the value of its key.
    const write = each.write as (given: unknown) => unknown;
    return value === undefined ? [] : [[each.id, write(value)]];
  });
  if (field.draw !== undefined) return [...all, ...writeDraw(field.draw)];
  // A fill alone would be read as an area.
  return field.fill === undefined ? all : [...all, [OWN_DRAW_ID, 'inherited']];
}

function writeMatcher(match: FieldOverride['match']): Json {
  switch (match.by) {
    case 'name':
      return { id: 'byName', options: match.name };
    case 'pattern':
      return { id: 'byRegexp', options: `/${match.pattern}/` };
    case 'query':
      return { id: 'byFrameRefID', options: match.ref };
  }
}

export function readFieldConfig(
  fieldConfig: unknown,
  lose: PanelLosses,
): { field: Field; overrides: FieldOverride[] } {
  const defaults = objectOf(partOf(fieldConfig, 'defaults'));
  const custom = objectOf(defaults.custom);
  loseUnknown(defaults, QUIET_DEFAULTS, 'fieldConfig.defaults.', lose);
  loseUnknown(custom, QUIET_CUSTOM, 'fieldConfig.defaults.custom.', lose);
  if (Array.isArray(defaults.links) && defaults.links.length > 0)
    lose('fieldConfig.defaults.links', 'Links of values are not known; left out.');
  if (partOf(custom, 'lineStyle.fill') !== undefined && partOf(custom, 'lineStyle.fill') !== 'solid')
    lose('fieldConfig.defaults.custom.lineStyle', 'Lines are drawn without dashes.');
  const given = new Map<string, unknown>(Object.entries(defaults));
  for (const [key, value] of Object.entries(custom)) given.set(`custom.${key}`, value);
  const field = { ...DEFAULT_FIELD, ...readProperties(given, 'fieldConfig.defaults.', lose) };
  const overrides = objectsOf(partOf(fieldConfig, 'overrides')).flatMap((each) => readOverride(each, lose));
  return { field, overrides: overrides.slice(0, 100) };
}

function readProperties(
  given: ReadonlyMap<string, unknown>,
  prefix: string,
  lose: PanelLosses,
): Partial<Field> {
  const read: [string, unknown][] = FIELD_PROPERTIES.flatMap(
    ({ key, id, read: readOne }): [string, unknown][] => {
      if (!given.has(id)) return [];
      const value = readOne(given.get(id), (name, reason) => lose(`${prefix}${name}`, reason));
      return value === undefined ? [] : [[key, value]];
    },
  );
  const draw = readDraw(given);
  return Object.fromEntries(draw === null ? read : [...read, ['draw', draw]]);
}

function readDraw(given: ReadonlyMap<string, unknown>): Field['draw'] | null {
  const own = oneOf(given.get(OWN_DRAW_ID), ['line', 'area']);
  const style = oneOf(given.get(DRAW_ID), ['line', 'bars', 'points']);
  if (style !== null && style !== 'line') return style;
  if (own !== null) return own;
  if (given.get(OWN_DRAW_ID) === 'inherited') return null;
  const fill = numberOf(given.get('custom.fillOpacity'));
  if (fill !== null && fill > 0) return 'area';
  return style;
}

const KNOWN_IDS: ReadonlySet<string> = new Set([
  DRAW_ID,
  OWN_DRAW_ID,
  ...FIELD_PROPERTIES.map(({ id }) => id),
]);

function readOverride({ matcher, properties }: Json, lose: PanelLosses): FieldOverride[] {
  const match = readMatcher(matcher, lose);
  if (match === null) return [];
  const given = new Map<string, unknown>();
  const of = textOf(partOf(matcher, 'options'), 60);
  for (const { id, value } of objectsOf(properties)) {
    if (typeof id !== 'string') continue;
    if (KNOWN_IDS.has(id)) given.set(id, value);
    else lose(`overrides[${of}].${id}`, 'There is nothing like it; left out.');
  }
  const field = readProperties(given, `overrides[${of}].`, lose);
  return Object.keys(field).length === 0 &&
    properties !== undefined &&
    given.size === 0 &&
    objectsOf(properties).length > 0
    ? []
    : [{ match, field }];
}

function readMatcher(matcher: unknown, lose: PanelLosses): FieldOverride['match'] | null {
  const { id, options } = objectOf(matcher);
  switch (id) {
    case 'byName':
      return { by: 'name', name: textOf(options) };
    case 'byRegexp':
      return { by: 'pattern', pattern: readPattern(textOf(options)) };
    case 'byFrameRefID':
      return { by: 'query', ref: textOf(options, 20) };
    default:
      lose(`overrides[${textOf(id)}]`, 'Overrides are by name, pattern or query; left out.');
      return null;
  }
}

/** `/pattern/i` as RE2 writes it. */
export function readPattern(text: string): string {
  const parts = /^\/([\s\S]*)\/([a-z]*)$/.exec(text);
  if (parts === null) return text;
  return `${parts[2]?.includes('i') === true ? '(?i)' : ''}${parts[1] ?? ''}`;
}
