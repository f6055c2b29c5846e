import type { ErrorDefinition } from './error-definition.ts';

/** Metrics: questions in PromQL, and series that come in. */
export const METRICS_ERRORS = {
  PROMQL_INVALID: {
    status: 400,
    message: 'The query cannot be read at {line}:{column}: {reason}',
    action: 'Correct it at the place that is named; docs/reference/promql.md says what the language has.',
    retryable: false,
  },
  PROMQL_FAILED: {
    status: 422,
    message: 'The query cannot be answered: {reason}',
    action: 'Change the query, or ask for a shorter range or a longer step.',
    retryable: false,
  },
  METRICS_PARAMETER_INVALID: {
    status: 400,
    message: 'The parameter "{parameter}" is not valid: {reason}',
    action: 'Correct the parameter; docs/reference/promql.md says what each may be.',
    retryable: false,
  },
  METRIC_SOURCE_EXISTS: {
    status: 409,
    message: 'There is a source of metrics named {name} already.',
    action: 'Choose another name, or remove that one first.',
    retryable: false,
  },
  METRIC_SOURCE_NOT_FOUND: {
    status: 404,
    message: 'There is no source of metrics named {name}.',
    action: 'GET /api/v1/metric-sources lists them; "local" is the store of the engine itself.',
    retryable: false,
  },
  METRIC_SOURCE_FAILED: {
    status: 502,
    message: 'The Prometheus {name} could not be asked: {reason}',
    action: 'Check its address and token, and whether it is up.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorDefinition>;
