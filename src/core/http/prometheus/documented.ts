import { z } from 'zod';

const TIME = 'Unix seconds or RFC 3339';
const WORDS = {
  query: 'An expression in PromQL',
  time: `${TIME}; now where it is left out`,
  start: TIME,
  end: TIME,
  step: 'Seconds, or a duration such as 30s',
  timeout: 'A duration, after which the query is given up',
  limit: 'How many are answered at most',
  'match[]': 'A selector of series; may be repeated',
  metric: 'The name of one metric',
  type: 'alert or record',
};

const SERIES = ['match[]', 'start', 'end', 'limit'] as const;
const TAKES: Readonly<Record<string, readonly (keyof typeof WORDS)[]>> = {
  '/query': ['query', 'time', 'timeout'],
  '/query_range': ['query', 'start', 'end', 'step', 'timeout'],
  '/query_exemplars': ['query', 'start', 'end'],
  '/format_query': ['query'],
  '/labels': SERIES,
  '/series': SERIES,
  '/label/:name/values': SERIES,
  '/metadata': ['metric', 'limit'],
  '/rules': ['type'],
};

const response = {
  200: z
    .object({ status: z.literal('success'), data: z.unknown(), warnings: z.array(z.string()).optional() })
    .meta({ id: 'PrometheusAnswer' }),
  default: z
    .object({ status: z.literal('error'), errorType: z.string(), error: z.string() })
    .meta({ id: 'PrometheusFailure' }),
};

/**
 * What the OpenAPI document says of a route. It documents and checks nothing: Prometheus's clients send what it lets them,
 * and expect its own errors.
 */
export function documented(method: string, url: string, summary: string) {
  const fields = z.object(
    Object.fromEntries((TAKES[url] ?? []).map((name) => [name, z.string().optional().describe(WORDS[name])])),
  );
  return {
    schema: {
      summary: `${summary}, in the format of Prometheus`,
      tags: ['prometheus'],
      ...(url.includes(':name') ? { params: z.object({ name: z.string() }) } : {}),
      ...(method === 'POST'
        ? { body: fields, consumes: ['application/x-www-form-urlencoded'] }
        : { querystring: fields }),
      response,
    },
    validatorCompiler: () => () => true,
    serializerCompiler: () => JSON.stringify,
  };
}
