import type { FastifyInstance } from 'fastify';
import { SignalboxError } from '../../../shared/errors.ts';
import type { LabelQuery } from '../../../shared/metrics.ts';
import type { MetricQueries } from '../../metrics/index.ts';
import { success } from './answers.ts';
import { invalid, limitParameter, matchParameters, timeParameter } from './parameters.ts';
import { GET_AND_POST, GET_ONLY, route } from './route.ts';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const MOST = 100_000;

/** `/labels`, `/label/:name/values`, `/series` and `/metadata`. */
export function seriesRoutes(app: FastifyInstance, queries: MetricQueries): void {
  route(app, GET_AND_POST, '/labels', 'Names of labels', (parameters) =>
    limited(labelQuery(parameters), (query) => queries.labelNames(query)),
  );
  route(app, GET_AND_POST, '/series', 'Series that selectors match', (parameters) => {
    const query = labelQuery(parameters);
    if (query.match.length === 0) throw invalid('match[]', 'no match[] parameter provided');
    return limited(query, (limit) => queries.series(limit));
  });
  route(app, GET_ONLY, '/label/:name/values', 'Values of a label', (parameters, _reply, request) => {
    const { name } = request.params as { name: string };
    if (!LABEL_NAME.test(name)) throw invalid('name', `invalid label name: ${JSON.stringify(name)}`);
    return limited(labelQuery(parameters), (query) => queries.labelValues({ ...query, name }));
  });
  route(app, GET_ONLY, '/metadata', 'Types, units and descriptions of metrics', async (parameters) =>
    success(await metadata(queries, parameters)),
  );
}

function labelQuery(parameters: URLSearchParams): LabelQuery {
  return {
    match: matchParameters(parameters),
    fromMs: timeParameter(parameters, 'start'),
    toMs: timeParameter(parameters, 'end'),
    limit: limitParameter(parameters, MOST),
  };
}

/** The first of what there is, with the warning that Prometheus gives where there is more. */
async function limited(query: LabelQuery, ask: (query: LabelQuery) => Promise<unknown[]>): Promise<object> {
  const { limit } = query;
  const found = await ask({ ...query, limit: limit + 1 }).catch((error: unknown) => {
    if (!(error instanceof SignalboxError) || error.code !== 'PROMQL_INVALID') throw error;
    const { line, column, reason } = error.details;
    throw invalid('match[]', `${line}:${column}: parse error: ${reason}`);
  });
  return success(found.slice(0, limit), found.length > limit ? ['results truncated due to limit'] : []);
}

/** By metric, each with one description: the store keeps no more. */
async function metadata(queries: MetricQueries, parameters: URLSearchParams): Promise<object> {
  const entries = await queries.metadata({
    metric: parameters.get('metric') ?? null,
    limit: limitParameter(parameters, MOST),
  });
  return Object.fromEntries(
    entries.map(({ metric, type, help, unit }) => [metric, [{ type, help, unit }]] as const),
  );
}
