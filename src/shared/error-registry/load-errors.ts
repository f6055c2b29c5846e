import type { ErrorDefinition } from './error-definition.ts';

/** Load tests. */
export const LOAD_ERRORS = {
  LOAD_PLAN_INVALID: {
    status: 422,
    message: 'The load test cannot be run as it is written: {reason}',
    action: 'Correct it; docs/guides/load-tests.md says what a plan holds.',
    retryable: false,
  },
  LOAD_HOST_NOT_CONFIRMED: {
    status: 403,
    message: '{host} is not on this machine, and nobody has confirmed that it may be loaded.',
    action:
      'Load only what is yours. If it is: type its host as the confirmation, or give --i-may-load-this-host with it.',
    retryable: false,
  },
  LOAD_COST_NOT_CONFIRMED: {
    status: 403,
    message: 'The calls would go to {providers}, which has to be paid, and nobody has agreed to that.',
    action: 'Agree to the cost (mayCost), or call a simulated model.',
    retryable: false,
  },
  LOAD_TEST_RUNNING: {
    status: 409,
    message: 'A load test is running already.',
    action: 'Wait for its end, or abort it: two at a time would measure each other.',
    retryable: true,
  },
  LOAD_TEST_NOT_FOUND: {
    status: 404,
    message: 'There is no load test {id}.',
    action: 'GET /api/v1/load-tests lists those that are kept; the oldest are removed.',
    retryable: false,
  },
  LOAD_TEST_WITHOUT_RESULT: {
    status: 409,
    message: 'The load test {id} has no result: it is running, or did not come to one.',
    action: 'Take another run, or wait until this one has ended.',
    retryable: false,
  },
  LOAD_NOTHING_RECORDED: {
    status: 422,
    message: 'No recorded exchange with its messages matches: {filter}',
    action:
      'Take a longer time or another filter; only exchanges whose content was recorded can be sent again.',
    retryable: false,
  },
  LOAD_GENERATOR_FAILED: {
    status: 500,
    message: 'The load generator failed: {reason}',
    action: 'Start the load test again; the log of the engine has the cause.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorDefinition>;
