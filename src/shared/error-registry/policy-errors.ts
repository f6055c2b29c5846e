import type { ErrorDefinition } from './error-definition.ts';

/** Guards and policies. */
export const POLICY_ERRORS = {
  GUARD_BLOCKED: {
    status: 400,
    message: "The guard '{guard}' blocked the call: {reason}",
    action: 'Change what it objects to; the trace shows where it is.',
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
} as const satisfies Record<string, ErrorDefinition>;
