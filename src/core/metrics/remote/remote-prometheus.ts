import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import type {
  ExemplarSeries,
  InstantQuery,
  InstantResult,
  LabelQuery,
  MetadataEntry,
  RangeQuery,
  RangeResult,
} from '../../../shared/metrics.ts';
import type { MetricQueries, MetricQueryOptions } from '../metrics.ts';
import type { Labels } from '../series-source.ts';
import {
  answerSchema,
  exemplarsSchema,
  labelsSchema,
  metadataSchema,
  namesSchema,
  queryDataSchema,
  toInstantResult,
  toMatrix,
  toMetadata,
} from './prometheus-answers.ts';

const TIMEOUT_MS = 30_000;
/** More cannot be drawn, and would only fill the memory. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

export interface RemotePrometheusOptions {
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string | null;
  readonly timeoutMs?: number;
}

type Parameters = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Answered<T> {
  readonly data: T;
  /** Such as that a part of what it federates did not answer. */
  readonly warnings: readonly string[];
}

/**
 * A Prometheus somewhere else, asked through its HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/).
 * Every method throws PROMQL_FAILED where it refuses the query, METRIC_SOURCE_FAILED where it does not answer as one.
 */
export class RemotePrometheus implements MetricQueries {
  readonly #options: RemotePrometheusOptions;

  constructor(options: RemotePrometheusOptions) {
    this.#options = options;
  }

  async version(): Promise<string> {
    const { data } = await this.#get('/status/buildinfo', {}, z.object({ version: z.string().max(200) }));
    return data.version;
  }

  /** What it runs with, as YAML in which what is not set stands with its default. */
  async configuration(options?: MetricQueryOptions): Promise<string> {
    const { data } = await this.#get('/status/config', {}, z.object({ yaml: z.string() }), options);
    return data.yaml;
  }

  async instant({ expr, atMs }: InstantQuery, options?: MetricQueryOptions): Promise<InstantResult> {
    const parameters = { query: expr, time: seconds(atMs) };
    const { data, warnings } = await this.#ask('/query', parameters, queryDataSchema, options);
    return toInstantResult(data, warnings);
  }

  async range(
    { expr, fromMs, toMs, stepMs }: RangeQuery,
    options?: MetricQueryOptions,
  ): Promise<RangeResult> {
    const parameters = { query: expr, start: seconds(fromMs), end: seconds(toMs), step: seconds(stepMs) };
    const { data, warnings } = await this.#ask('/query_range', parameters, queryDataSchema, options);
    return { series: data.resultType === 'matrix' ? toMatrix(data.result) : [], warnings };
  }

  async labelNames(query: LabelQuery): Promise<string[]> {
    const { data } = await this.#ask('/labels', matchParameters(query), namesSchema);
    return data.slice(0, query.limit);
  }

  async labelValues({ name, ...query }: LabelQuery & { name: string }): Promise<string[]> {
    const path = `/label/${encodeURIComponent(name)}/values`;
    const { data } = await this.#get(path, matchParameters(query), namesSchema);
    return data.slice(0, query.limit);
  }

  async series(query: LabelQuery): Promise<Labels[]> {
    // Prometheus wants a selector; this one has every series.
    const match = query.match.length === 0 ? ['{__name__=~".+"}'] : query.match;
    const { data } = await this.#ask('/series', matchParameters({ ...query, match }), z.array(labelsSchema));
    return data.slice(0, query.limit);
  }

  async metadata({ metric, limit }: { metric: string | null; limit: number }): Promise<MetadataEntry[]> {
    const parameters = { metric: metric ?? undefined, limit: String(limit) };
    const { data } = await this.#get('/metadata', parameters, metadataSchema);
    return toMetadata(data).slice(0, limit);
  }

  async exemplars(query: { expr: string; fromMs: number; toMs: number }): Promise<ExemplarSeries[]> {
    const { expr, fromMs, toMs } = query;
    const parameters = { query: expr, start: seconds(fromMs), end: seconds(toMs) };
    return (await this.#ask('/query_exemplars', parameters, exemplarsSchema)).data;
  }

  #ask<T>(
    path: string,
    parameters: Parameters,
    schema: z.ZodType<T>,
    options?: MetricQueryOptions,
  ): Promise<Answered<T>> {
    // Long queries do not fit into an address.
    return this.#send(path, { method: 'POST', body: form(parameters) }, schema, options);
  }

  #get<T>(
    path: string,
    parameters: Parameters,
    schema: z.ZodType<T>,
    options?: MetricQueryOptions,
  ): Promise<Answered<T>> {
    return this.#send(`${path}?${form(parameters).toString()}`, { method: 'GET' }, schema, options);
  }

  async #send<T>(
    path: string,
    request: RequestInit,
    schema: z.ZodType<T>,
    options?: MetricQueryOptions,
  ): Promise<Answered<T>> {
    const { url, token, timeoutMs = TIMEOUT_MS } = this.#options;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = options?.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    try {
      const response = await fetch(`${url}/api/v1${path}`, {
        ...request,
        // A token must not follow a redirect to somebody else.
        redirect: 'error',
        signal,
        headers: {
          accept: 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
      });
      return this.#read(response, await readLimited(response), schema);
    } catch (cause) {
      if (cause instanceof SignalboxError) throw cause;
      if (options?.signal?.aborted === true) throw new SignalboxError('QUERY_CANCELLED');
      const reason = timeout.aborted
        ? `it did not answer within ${timeoutMs / 1_000} seconds`
        : reasonOf(cause);
      throw new SignalboxError('METRIC_SOURCE_FAILED', { name: this.#options.name, reason }, { cause });
    }
  }

  #read<T>(response: Response, text: string, schema: z.ZodType<T>): Answered<T> {
    // So it says that there is nothing.
    const json = response.status === 204 ? { status: 'success', data: [] } : parseJson(text);
    const answer = answerSchema.safeParse(json);
    if (!answer.success)
      throw new Error(`it answered with status ${response.status}, and not as a Prometheus`);
    if (answer.data.status === 'error')
      throw new SignalboxError('PROMQL_FAILED', { reason: `${this.#options.name}: ${answer.data.error}` });
    const data = schema.safeParse(answer.data.data);
    if (!data.success) throw new Error('its answer is not one of a Prometheus');
    return { data: data.data, warnings: answer.data.warnings };
  }
}

function form(parameters: Parameters): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) body.append(name, one);
  return body;
}

function matchParameters({ match, fromMs, toMs }: LabelQuery): Parameters {
  return {
    'match[]': match,
    start: fromMs === null ? undefined : seconds(fromMs),
    end: toMs === null ? undefined : seconds(toMs),
  };
}

function seconds(ms: number): string {
  return String(ms / 1_000);
}

async function readLimited(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = response.body ?? [];
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > LARGEST_ANSWER) throw new Error(`its answer is longer than ${LARGEST_ANSWER} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no answer of a Prometheus; the caller says so with the status.
    return null;
  }
}

/** fetch says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it did not answer';
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}
