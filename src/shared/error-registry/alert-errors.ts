import type { ErrorDefinition } from './error-definition.ts';

/** Alert rules, silences, SLOs and where notifications go. */
export const ALERT_ERRORS = {
  ALERT_RULES_INVALID: {
    status: 422,
    message: 'The rules are not valid: {reason}',
    action: 'Correct them; nothing was saved.',
    retryable: false,
  },
  ALERT_GROUP_NOT_FOUND: {
    status: 404,
    message: 'There is no rule group {id}.',
    action: 'GET /api/v1/alert-rules lists them.',
    retryable: false,
  },
  ALERT_RULE_NOT_FOUND: {
    status: 404,
    message: 'The rule group {id} has no rule {rule}.',
    action: 'GET /api/v1/alert-rules lists them; a rule is named by its key.',
    retryable: false,
  },
  ALERT_GROUP_EXISTS: {
    status: 409,
    message: 'There is a rule group named {name} already.',
    action: 'Choose another name, or change the group that is there.',
    retryable: false,
  },
  ALERT_GROUP_CHANGED: {
    status: 409,
    message:
      'Somebody saved version {latest} of this rule group after version {base}, from which yours was made.',
    action: 'Read the latest version, make your change in it and save again.',
    retryable: false,
  },
  ALERT_GROUP_READ_ONLY: {
    status: 409,
    message: 'The rule group {name} came with Signalbox or belongs to an SLO, so it cannot be changed here.',
    action: 'Copy it and change the copy, or switch its rules off.',
    retryable: false,
  },
  MATCHERS_INVALID: {
    status: 422,
    message: 'The matchers are not valid: {reason}',
    action: 'Correct them; nothing was saved. Regular expressions are those of RE2.',
    retryable: false,
  },
  SILENCE_INVALID: {
    status: 422,
    message: 'The silence is not valid: {reason}',
    action: 'Correct it; nothing was saved.',
    retryable: false,
  },
  SILENCE_NOT_FOUND: {
    status: 404,
    message: 'There is no silence {id}.',
    action: 'GET /api/v1/alerts/silences lists them.',
    retryable: false,
  },
  SLO_NOT_FOUND: {
    status: 404,
    message: 'There is no SLO {id}.',
    action: 'GET /api/v1/slos lists them.',
    retryable: false,
  },
  SLO_EXISTS: {
    status: 409,
    message: 'There is an SLO named {name} already.',
    action: 'Choose another name, or change the one that is there.',
    retryable: false,
  },
  SLO_CHANGED: {
    status: 409,
    message: 'Somebody saved version {latest} of this SLO after version {base}, from which yours was made.',
    action: 'Read the latest version, make your change in it and save again.',
    retryable: false,
  },
  CHANNEL_NOT_FOUND: {
    status: 404,
    message: 'There is no notification channel {id}.',
    action: 'GET /api/v1/notification-channels lists them.',
    retryable: false,
  },
  CHANNEL_EXISTS: {
    status: 409,
    message: 'There is a notification channel named {name} already.',
    action: 'Choose another name, or change the one that is there.',
    retryable: false,
  },
  RUNBOOK_NOT_FOUND: {
    status: 404,
    message: 'There is no runbook {name}.',
    action: 'The folder docs/runbooks has those that come with Signalbox.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
