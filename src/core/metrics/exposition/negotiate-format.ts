export type ExpositionFormat = 'text' | 'openmetrics';

/** Since version 3, Prometheus takes nothing that does not name its type. */
export const EXPOSITION_TYPES: Record<ExpositionFormat, string> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** How often the parts of an `Accept` header are looked at, so that a long one costs nothing. */
const MAX_RANGES = 32;

interface MediaRange {
  readonly type: string;
  readonly version: string | null;
  readonly quality: number;
}

/**
 * The format that an `Accept` header prefers (RFC 9110, 12.5.1, with the parameter `version` as Prometheus sends it).
 * OpenMetrics must be asked for by its name; text is what everybody gets who asks for nothing that is offered.
 */
export function negotiateFormat(accept: string | undefined): ExpositionFormat {
  const ranges = (accept ?? '').split(',', MAX_RANGES).map(readRange);
  const openMetrics = best(
    ranges.filter(
      ({ type, version }) => type === 'application/openmetrics-text' && isOneOf(version, '1.0.0'),
    ),
  );
  const text = best(ranges.filter(({ type, version }) => type === 'text/plain' && isOneOf(version, '0.0.4')));
  const anything = best(ranges.filter(({ type }) => type === '*/*' || type === 'text/*'));
  return openMetrics > 0 && openMetrics >= (text >= 0 ? text : anything) ? 'openmetrics' : 'text';
}

function readRange(range: string): MediaRange {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const valueOf = (name: string) =>
    parameters.find((parameter) => parameter.startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
  const quality = Number(valueOf('q') ?? '1');
  return {
    type,
    version: valueOf('version')?.replaceAll('"', '') ?? null,
    quality: quality >= 0 && quality <= 1 ? quality : 0,
  };
}

function isOneOf(version: string | null, offered: string): boolean {
  return version === null || version === offered;
}

/** The highest quality; below 0 when there is none. */
function best(ranges: readonly MediaRange[]): number {
  return Math.max(-1, ...ranges.map(({ quality }) => quality));
}
