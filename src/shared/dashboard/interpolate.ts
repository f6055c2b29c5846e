import { formatDuration } from './duration.ts';
import { formatVariable, type VariableValue } from './variable-format.ts';

export type { VariableValue } from './variable-format.ts';

export type VariableValues = ReadonlyMap<string, VariableValue>;

/** The range that is asked about, for `$__interval` and its like. */
export interface InterpolationRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
  /** How often samples are taken. */
  readonly scrapeMs: number;
}

/** For PromQL, for people, or for the filter language of traces: All is `(a|b)`, `All` or `*`. */
export type InterpolationUse = 'query' | 'text' | 'filter';

/** How often the engine writes its own metrics, unless it is told otherwise. */
export const DEFAULT_SCRAPE_MS = 30_000;

const REFERENCE = /\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)(?::(\w+))?\]\]/g;

/**
 * Puts values in the place of `$name`, `${name}`, `${name:format}` and `[[name]]`, as Grafana does for Prometheus: where
 * several values may be chosen, they become an alternative of escaped texts. Names that nobody knows stay as they are.
 * With `'text'` it writes for people, as in titles: `a + b`, `All`.
 */
export function interpolate(
  text: string,
  variables: VariableValues,
  range: InterpolationRange | null = null,
  use: InterpolationUse = 'query',
): string {
  return text.replace(REFERENCE, (whole, plain, braced, bracedFormat, old, oldFormat) => {
    const name = String(plain ?? braced ?? old);
    const format = (bracedFormat ?? oldFormat) as string | undefined;
    const value = variables.get(name);
    if (value !== undefined) return formatVariable(value, format ?? (use === 'query' ? null : use));
    return (range === null ? null : rangeValue(name, range)) ?? String(whole);
  });
}

/** The names of the variables that a text refers to, each once. */
export function variablesIn(text: string): string[] {
  const names = [...text.matchAll(REFERENCE)].map(([, plain, braced, , old]) => plain ?? braced ?? old ?? '');
  return [...new Set(names)];
}

/** As Grafana reckons it: a rate needs some samples in its window, however near one looks. */
export function rateIntervalMs({ stepMs, scrapeMs }: InterpolationRange): number {
  return Math.max(stepMs + scrapeMs, 4 * scrapeMs);
}

function rangeValue(name: string, range: InterpolationRange): string | null {
  const { fromMs, toMs, stepMs } = range;
  const lengthMs = Math.max(0, toMs - fromMs);
  switch (name) {
    case '__interval':
      return formatDuration(stepMs);
    case '__interval_ms':
      return String(stepMs);
    case '__rate_interval':
      return formatDuration(rateIntervalMs(range));
    case '__rate_interval_ms':
      return String(rateIntervalMs(range));
    case '__range':
      return formatDuration(Math.max(1_000, Math.round(lengthMs / 1_000) * 1_000));
    case '__range_s':
      return String(Math.round(lengthMs / 1_000));
    case '__range_ms':
      return String(lengthMs);
    case '__from':
      return String(fromMs);
    case '__to':
      return String(toMs);
    default:
      return null;
  }
}
