import type { TraceOutline } from '../../../shared/trace-outline/index.ts';
import { entityColour, modelColour, serviceColour } from '../../lib/series-colour.ts';
import type { ColourBy } from './waterfall-settings.ts';

/** An entry of the legend: what has a colour, and how many spans have it. */
export interface ColourEntry {
  readonly name: string;
  readonly colour: string;
  readonly spans: number;
}

/** The colours of a trace's spans, as CSS values. */
export interface SpanColours {
  readonly of: (row: number) => string;
  /** Those with the most spans first. */
  readonly legend: readonly ColourEntry[];
}

/** Spans of no model, and what has no colour of its own because too many others have. */
const NEUTRAL = 'var(--border-strong)';
/** So many names get colours that are theirs; a trace with a million services must not fill the memory of colours. */
const MOST_NAMED = 40;
const KIND_NAMES = ['unspecified', 'internal', 'server', 'client', 'producer', 'consumer'];

export function spanColours(outline: TraceOutline, by: ColourBy): SpanColours {
  const keys = keysOf(outline, by);
  const counts = new Int32Array(outline.strings.size + KIND_NAMES.length + 1);
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  const used: { key: number; spans: number }[] = [];
  counts.forEach((spans, key) => {
    if (spans > 0) used.push({ key, spans });
  });
  used.sort((a, b) => b.spans - a.spans || a.key - b.key);
  const colours = new Array<string>(counts.length).fill(NEUTRAL);
  const legend = used.map(({ key, spans }, place): ColourEntry => {
    const name = nameOf(outline, key);
    if (name !== null && place < MOST_NAMED) colours[key] = colourOf(by, name);
    return { name: name ?? `no ${by}`, colour: colours[key] ?? NEUTRAL, spans };
  });
  return { of: (row) => colours[keys[row] ?? 0] ?? NEUTRAL, legend: legend.slice(0, MOST_NAMED) };
}

/** By row a number for what colours it: texts, then OTLP's kinds, then none. A span's operation says more than its kind. */
function keysOf({ columns, strings, spanCount }: TraceOutline, by: ColourBy): Int32Array {
  const none = strings.size + KIND_NAMES.length;
  const column = { service: columns.service, model: columns.model, kind: columns.operation }[by];
  const keys = new Int32Array(spanCount);
  for (let row = 0; row < spanCount; row++) {
    const text = column[row] ?? -1;
    if (text !== -1) keys[row] = text;
    else if (by === 'kind')
      keys[row] = strings.size + Math.min(columns.kind[row] ?? 0, KIND_NAMES.length - 1);
    else keys[row] = none;
  }
  return keys;
}

function nameOf({ strings }: TraceOutline, key: number): string | null {
  return strings.at(key)?.replaceAll('_', ' ') ?? KIND_NAMES[key - strings.size] ?? null;
}

function colourOf(by: ColourBy, name: string): string {
  if (by === 'service') return serviceColour(name);
  return by === 'model' ? modelColour(name) : entityColour('kind', name);
}
