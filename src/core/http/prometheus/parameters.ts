import type { FastifyRequest } from 'fastify';
import { SignalboxError } from '../../../shared/errors.ts';
import { parseDuration } from '../../metrics/promql/index.ts';

const FLOAT = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const LATEST_SECONDS = 8.64e12;
const MOST_SELECTORS = 1_000;

/** The parameters of a request: of its form, if it has one, and of its address. */
export function parametersOf(request: FastifyRequest): URLSearchParams {
  const parameters = new URLSearchParams(request.body instanceof URLSearchParams ? request.body : undefined);
  const question = request.url.indexOf('?');
  if (question === -1) return parameters;
  for (const [name, value] of new URLSearchParams(request.url.slice(question + 1)))
    parameters.append(name, value);
  return parameters;
}

/** Milliseconds of a time in unix seconds or as RFC 3339; null where none is given. */
export function timeParameter(parameters: URLSearchParams, name: string): number | null {
  return (parameters.get(name) ?? '') === '' ? null : requiredTime(parameters, name);
}

export function requiredTime(parameters: URLSearchParams, name: string): number {
  const text = parameters.get(name) ?? '';
  const ms = FLOAT.test(text)
    ? Math.round(Number(text) * 1_000)
    : RFC3339.test(text)
      ? Date.parse(text)
      : NaN;
  if (!(Math.abs(ms) <= LATEST_SECONDS * 1_000))
    throw invalid(name, `cannot parse "${text}" to a valid timestamp`);
  return ms;
}

/** Milliseconds of a duration in seconds or such as `5m`. */
export function durationParameter(parameters: URLSearchParams, name: string): number | null {
  const text = parameters.get(name);
  if (text === null || text === '') return null;
  const ms = FLOAT.test(text) ? Math.round(Number(text) * 1_000) : parseDuration(text);
  if (ms === null || Math.abs(ms) > LATEST_SECONDS * 1_000)
    throw invalid(name, `cannot parse "${text}" to a valid duration`);
  return ms;
}

/** How many are wanted at most. Of zero, which Grafana sends for no limit, and of less, as many as there may be. */
export function limitParameter(parameters: URLSearchParams, most: number): number {
  const text = parameters.get('limit') ?? '';
  if (!/^(?:-?\d{1,9})?$/.test(text)) throw invalid('limit', 'limit must be a number');
  const limit = Number(text);
  return limit > 0 ? Math.min(limit, most) : most;
}

/** The series selectors of `match[]`. */
export function matchParameters(parameters: URLSearchParams): string[] {
  const selectors = parameters.getAll('match[]');
  if (selectors.length > MOST_SELECTORS) throw invalid('match[]', `there are more than ${MOST_SELECTORS}`);
  return selectors;
}

export function invalid(parameter: string, reason: string): SignalboxError {
  return new SignalboxError('METRICS_PARAMETER_INVALID', { parameter, reason });
}
