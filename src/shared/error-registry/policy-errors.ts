import type { ErrorDefinition } from './error-definition.ts';

/** Guards and policies. */
export const POLICY_ERRORS = {
  GUARD_BLOCKED: {
    status: 400,
    message: "The guard '{guard}' blocked the call: {reason}",
    action: 'Change what it objects to; the trace shows where it is.',
    retryable: false,
  },
  GUARD_SETTINGS_INVALID: {
    status: 422,
    message: "The settings of the guard '{guard}' cannot be used: {reason}",
    action: 'Correct them; docs/reference/guardrails.md says what they may be.',
    retryable: false,
  },
  GUARD_FAILED: {
    status: 503,
    message: "The guard '{guard}' could not do its work: {reason}",
    action: 'Send the request again; if this stays, look at the guard on the page Guardrails.',
    retryable: true,
  },
  JSON_SCHEMA_REFUSED: {
    status: 400,
    message: 'The JSON schema cannot be used: {reason}',
    action: 'Use draft 2020-12 or 07, references within the schema, and patterns that RE2 knows.',
    retryable: false,
  },
  POLICY_BLOCKED: {
    status: 403,
    message: '{message}',
    action: 'A policy of this deployment refuses such calls; the trace names its rule.',
    retryable: false,
  },
  TARGETS_FORBIDDEN: {
    status: 403,
    message: 'None of those who could answer {model} may: {reason}',
    action: 'Ask for another model; the trace names the guard or rule that forbids this one.',
    retryable: false,
  },
  ANSWER_UNFIT: {
    status: 502,
    message: 'The answer does not fit the JSON schema that a policy holds it to: {reason}',
    action: 'Ask again or ask another model; the trace shows what was answered.',
    retryable: false,
  },
  POLICY_NOT_FOUND: {
    status: 404,
    message: 'There is no policy set {id}.',
    action: 'GET /api/v1/policies lists them.',
    retryable: false,
  },
  POLICY_VERSION_NOT_FOUND: {
    status: 404,
    message: 'The policy set {id} has no version {version}.',
    action: 'GET /api/v1/policies/{id}/versions lists them.',
    retryable: false,
  },
  POLICY_CHANGED: {
    status: 409,
    message:
      'Version {latest} of the policy set was saved after version {base}, from which this change began.',
    action: 'Read the latest version, make the change again there, and save it.',
    retryable: false,
  },
  POLICY_INVALID: {
    status: 422,
    message: 'The policy set is not valid: {reason}',
    action: 'Correct it and save it again.',
    retryable: false,
  },
  EXPRESSION_INVALID: {
    status: 422,
    message: "The condition of the rule '{rule}' is not valid: {reason}",
    action: 'Correct it at the position given; docs/reference/policies.md lists what conditions may use.',
    retryable: false,
  },
  BACKTEST_NOT_FOUND: {
    status: 404,
    message: 'There is no backtest {id}.',
    action: 'Start it again: only the last ten that ended are kept, and none when the engine restarts.',
    retryable: false,
  },
  BACKTESTS_BUSY: {
    status: 429,
    message: '{limit} backtests are running already.',
    action: 'Wait for one to end, or cancel one.',
    retryable: true,
  },
  SIMILARITY_ENTRY_NOT_FOUND: {
    status: 404,
    message: 'There is no known bad or known good prompt {id}.',
    action: 'Load the lists again.',
    retryable: false,
  },
  SIMILARITY_LIST_FULL: {
    status: 422,
    message: 'The lists of known prompts hold at most {max} together.',
    action: 'Remove some first.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
