import type { FastifyInstance, FastifyReply } from 'fastify';
import { formatDuration } from '../../../shared/dashboard/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { LOCAL_SOURCE, MAX_POINTS_PER_SERIES } from '../../../shared/metrics.ts';
import { parsePromql, printExpression } from '../../metrics/promql/index.ts';
import type { MetricQueries } from '../../metrics/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { hangUpSignal } from '../rest/hang-up.ts';
import { instantAnswer, rangeAnswer, sampleText, success } from './answers.ts';
import { compressAnswer } from './compress-answer.ts';
import { durationParameter, invalid, requiredTime, timeParameter } from './parameters.ts';
import { sendFailure, type FailureParts } from './prometheus-failure.ts';
import { GET_AND_POST, GET_ONLY, route } from './route.ts';
import { seriesRoutes } from './series-routes.ts';

/** The version whose language and answers these are; clients choose by it what they ask. */
const ANSWERS_AS = '2.42.0';
const LONGEST_FORM = 1024 * 1024;

export interface PrometheusRoutesOptions extends FailureParts {
  readonly services: Pick<ConsoleServices, 'metrics'>;
  readonly version: string;
}

/**
 * The part of Prometheus's HTTP API that its clients ask with: a Grafana can use the engine as its data source.
 * https://prometheus.io/docs/prometheus/2.42/querying/api/
 */
export function prometheusRoutes(options: PrometheusRoutesOptions) {
  const queries = options.services.metrics.sources.queriesOf(LOCAL_SOURCE);
  return (app: FastifyInstance, _options: unknown, done: () => void): void => {
    app.setErrorHandler((error, request, reply) => sendFailure(error, request, reply, options));
    app.addHook('onSend', compressAnswer);
    takeForms(app);
    route(app, GET_AND_POST, '/query', 'An expression at one time', (parameters, reply) =>
      instant(queries, parameters, reply),
    );
    route(app, GET_AND_POST, '/query_range', 'An expression at each step of a range', (parameters, reply) =>
      range(queries, parameters, reply),
    );
    route(app, GET_AND_POST, '/query_exemplars', 'Exemplars of the series of an expression', (parameters) =>
      exemplars(queries, parameters),
    );
    route(app, GET_AND_POST, '/format_query', 'An expression as it is usually written', (parameters) =>
      success(printExpression(parsePromql(queryOf(parameters)).root)),
    );
    route(app, GET_ONLY, '/status/buildinfo', 'Whose dialect this is', () =>
      success(buildInfo(options.version)),
    );
    // Another Signalbox asks for it, to know how wide the windows of rates have to be.
    route(app, GET_ONLY, '/status/config', 'How often samples are taken', async () => {
      const { ms } = await options.services.metrics.sources.scrapeIntervalOf(LOCAL_SOURCE);
      return success({ yaml: `global:\n  scrape_interval: ${formatDuration(ms)}\n` });
    });
    seriesRoutes(app, queries);
    done();
  };
}

function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: LONGEST_FORM },
    (_request, body, done) => done(null, new URLSearchParams(body)),
  );
}

function queryOf(parameters: URLSearchParams): string {
  return parameters.get('query') ?? '';
}

async function instant(
  queries: MetricQueries,
  parameters: URLSearchParams,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const atMs = timeParameter(parameters, 'time') ?? Date.now();
  const result = await limited(parameters, reply, (signal) =>
    queries.instant({ expr: queryOf(parameters), atMs }, { signal }),
  );
  return reply.type('application/json').send(instantAnswer(result));
}

async function range(
  queries: MetricQueries,
  parameters: URLSearchParams,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const fromMs = requiredTime(parameters, 'start');
  const toMs = requiredTime(parameters, 'end');
  if (toMs < fromMs) throw invalid('end', 'end timestamp must not be before start time');
  const stepMs = durationParameter(parameters, 'step');
  if (stepMs === null) throw invalid('step', 'cannot parse "" to a valid duration');
  if (stepMs <= 0)
    throw invalid(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  if ((toMs - fromMs) / stepMs > MAX_POINTS_PER_SERIES)
    throw invalid(
      'step',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    );
  const result = await limited(parameters, reply, (signal) =>
    queries.range({ expr: queryOf(parameters), fromMs, toMs, stepMs }, { signal }),
  );
  return reply.type('application/json').send(rangeAnswer(result));
}

/** Stops the query when the caller goes, or after the caller's own `timeout`. */
async function limited<T>(
  parameters: URLSearchParams,
  reply: FastifyReply,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const timeoutMs = durationParameter(parameters, 'timeout');
  const signals = [hangUpSignal(reply)];
  const timeout =
    timeoutMs === null ? null : AbortSignal.timeout(Math.min(Math.max(0, timeoutMs), 2 ** 31 - 1));
  if (timeout !== null) signals.push(timeout);
  try {
    return await ask(AbortSignal.any(signals));
  } catch (error) {
    if (timeout?.aborted === true && error instanceof SignalboxError && error.code === 'QUERY_CANCELLED')
      throw new SignalboxError('QUERY_TIMEOUT', { seconds: (timeoutMs ?? 0) / 1_000 }, { cause: error });
    throw error;
  }
}

async function exemplars(queries: MetricQueries, parameters: URLSearchParams): Promise<unknown> {
  const fromMs = timeParameter(parameters, 'start') ?? 0;
  const toMs = timeParameter(parameters, 'end') ?? Date.now();
  if (toMs < fromMs) throw invalid('end', 'end timestamp must not be before start timestamp');
  const found = await queries.exemplars({ expr: queryOf(parameters), fromMs, toMs });
  return success(
    found.map(({ labels, exemplars: of }) => ({
      seriesLabels: labels,
      exemplars: of.map(({ atMs, value, traceId, spanId }) => ({
        labels: { trace_id: traceId, ...(spanId === '' ? {} : { span_id: spanId }) },
        value: sampleText(value),
        timestamp: atMs / 1_000,
      })),
    })),
  );
}

function buildInfo(version: string) {
  return {
    version: ANSWERS_AS,
    revision: `signalbox-${version}`,
    branch: 'signalbox',
    buildUser: '',
    buildDate: '',
    goVersion: '',
  };
}
