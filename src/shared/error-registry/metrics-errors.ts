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
} as const satisfies Record<string, ErrorDefinition>;
