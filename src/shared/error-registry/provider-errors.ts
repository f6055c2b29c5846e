import type { ErrorDefinition } from './error-definition.ts';

/** Providers, their keys, and routes to them. */
export const PROVIDER_ERRORS = {
  PROVIDER_EXISTS: {
    status: 409,
    message: 'There is a provider named {name} already.',
    action: 'Remove it first or choose another name.',
    retryable: false,
  },
  PROVIDER_NOT_FOUND: {
    status: 404,
    message: 'There is no provider named {name}.',
    action: 'GET /api/v1/providers lists them.',
    retryable: false,
  },
  SECRET_UNREADABLE: {
    status: 500,
    message: 'The stored key of {name} cannot be opened with the data key of this machine.',
    action: 'Enter the key again in Settings.',
    retryable: false,
  },
  SECRET_STORE_MISSING: {
    status: 503,
    message: 'No keychain answers here, so nothing can seal a key: {reason}',
    action:
      'Set SIGNALBOX_KEY_FILE to a file with 32 random bytes, or SIGNALBOX_PASSPHRASE, and start again.',
    retryable: false,
  },
  ROUTE_NOT_FOUND: {
    status: 404,
    message: 'There is no route named {model}.',
    action: 'GET /api/v1/routes lists them.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
