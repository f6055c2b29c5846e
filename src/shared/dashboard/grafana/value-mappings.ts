import type { ValueMapping } from '../panel.ts';
import { readColour, writeColour } from './grafana-colours.ts';
import { isObject, numberOf, objectOf, objectsOf, oneOf, textOf, type Json } from './json.ts';
import type { PanelLosses } from './losses.ts';

const MAX = 100;

/** Each by itself, so that their order stays. */
export function writeMappings(mappings: readonly ValueMapping[]): Json[] {
  return mappings.map((mapping, index) => {
    const { text, colour } = mapping;
    const result = { text, index, ...(colour === null ? {} : { color: writeColour(colour) }) };
    switch (mapping.kind) {
      case 'value':
        return { type: 'value', options: Object.fromEntries([[mapping.value, result]]) };
      case 'range':
        return { type: 'range', options: { from: mapping.from, to: mapping.to, result } };
      case 'special':
        return { type: 'special', options: { match: mapping.match, result } };
    }
  });
}

export function readMappings(value: unknown, lose: PanelLosses): ValueMapping[] {
  const found = objectsOf(value).flatMap((mapping): ValueMapping[] => {
    const options = objectOf(mapping.options);
    switch (mapping.type) {
      case 'value':
        return Object.entries(options).map(([each, result]) => ({
          kind: 'value',
          value: each.slice(0, 200),
          ...resultOf(result),
        }));
      case 'range':
        return [
          {
            kind: 'range',
            from: numberOf(options.from),
            to: numberOf(options.to),
            ...resultOf(options.result),
          },
        ];
      case 'special': {
        const match = oneOf(options.match, ['null', 'nan', 'null+nan', 'true', 'false', 'empty']);
        return match === null ? [] : [{ kind: 'special', match, ...resultOf(options.result) }];
      }
      default:
        return readOldMapping(mapping, lose);
    }
  });
  if (found.length > MAX) lose('mappings', `The first ${MAX} are taken over.`);
  return found.slice(0, MAX);
}

function resultOf(result: unknown): { text: string; colour: ValueMapping['colour'] } {
  const { text, color } = objectOf(result);
  return {
    text: textOf(text, 200),
    colour: color === undefined || color === null ? null : readColour(color),
  };
}

/** As Grafana wrote them up to version 7: type 1 a value, type 2 a range. */
function readOldMapping(mapping: Json, lose: PanelLosses): ValueMapping[] {
  const { type, value, from, to } = mapping;
  const text = textOf(mapping.text, 200);
  if (type === 1 && value !== undefined) {
    return value === 'null'
      ? [{ kind: 'special', match: 'null', text, colour: null }]
      : [{ kind: 'value', value: textOf(value, 200), text, colour: null }];
  }
  if (type === 2) return [{ kind: 'range', from: numberOf(from), to: numberOf(to), text, colour: null }];
  if (isObject(mapping)) lose('mappings', 'Mappings by a regular expression are not known; left out.');
  return [];
}
