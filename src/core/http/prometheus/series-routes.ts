import type { FastifyInstance } from 'fastify';
import type { LabelQuery } from '../../../shared/metrics.ts';
import type { MetricQueries } from '../../metrics/index.ts';
import { success } from './answers.ts';
import { invalid, limitParameter, matchParameters, timeParameter } from './parameters.ts';
import { route } from './route.ts';

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const MOST = 100_000;

/** `/labels`, `/label/:name/values`, `/series` and `/metadata`. */
export function seriesRoutes(app: FastifyInstance, queries: MetricQueries): void {
  for (const method of ['GET', 'POST'] as const) {
    route(app, method, '/labels', 'Names of labels', async (parameters) =>
      success(await queries.labelNames(labelQuery(parameters))),
    );
    route(app, method, '/series', 'Series that selectors match', async (parameters) => {
      const query = labelQuery(parameters);
      if (query.match.length === 0) throw invalid('match[]', 'no match[] parameter provided');
      return success(await queries.series(query));
    });
  }
  route(app, 'GET', '/label/:name/values', 'Values of a label', async (parameters, _reply, request) => {
    const { name } = request.params as { name: string };
    if (!LABEL_NAME.test(name)) throw invalid('name', `invalid label name: ${JSON.stringify(name)}`);
    return success(await queries.labelValues({ ...labelQuery(parameters), name }));
  });
  route(app, 'GET', '/metadata', 'Types, units and descriptions of metrics', async (parameters) =>
    success(await metadata(queries, parameters)),
  );
}

function labelQuery(parameters: URLSearchParams): LabelQuery {
  const fromMs = timeParameter(parameters, 'start');
  const toMs = timeParameter(parameters, 'end');
  if (fromMs !== null && toMs !== null && toMs < fromMs)
    throw invalid('end', 'end timestamp must not be before start timestamp');
  return { match: matchParameters(parameters), fromMs, toMs, limit: limitParameter(parameters, MOST) };
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
