import type { ErrorDefinition } from './error-definition.ts';

/** Limits and budgets. */
export const LIMIT_ERRORS = {
  RATE_LIMIT_EXCEEDED: {
    status: 429,
    message: 'The limit of {limit} for {whose} is reached.',
    action: 'Send the request again in {wait}.',
    retryable: true,
  },
  REQUEST_TOO_LARGE_FOR_LIMIT: {
    status: 429,
    message:
      'The call needs up to {needed} tokens; the limit of {limit} for {whose} never lets so many in at once.',
    action: 'Ask for fewer tokens (max_tokens) or send a shorter prompt.',
    retryable: false,
  },
  CONCURRENCY_LIMIT_EXCEEDED: {
    status: 429,
    message: 'All places of the limit of {limit} for {whose} are taken, and {reason}.',
    action: 'Send fewer requests at once, or send this one again in {wait}.',
    retryable: true,
  },
  BUDGET_EXCEEDED: {
    status: 429,
    message: 'The budget of {amount} {period} for {whose} is spent.',
    action: 'Calls are let in again {until}.',
    retryable: false,
  },
  BUDGET_RESERVED: {
    status: 429,
    message: 'What is left of the budget of {amount} {period} for {whose} is reserved for calls under way.',
    action: 'Send the request again when some of them have ended.',
    retryable: true,
  },
  LIMIT_NOT_FOUND: {
    status: 404,
    message: 'There is no limit {id}.',
    action: 'GET /api/v1/limits lists them.',
    retryable: false,
  },
  BUDGET_NOT_FOUND: {
    status: 404,
    message: 'There is no budget {id}.',
    action: 'GET /api/v1/budgets lists them.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
