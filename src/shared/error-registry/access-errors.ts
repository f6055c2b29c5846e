import type { ErrorDefinition } from './error-definition.ts';

/** Who calls, and what they may. */
export const ACCESS_ERRORS = {
  TOKEN_MISSING: {
    status: 401,
    message: 'This call needs a token.',
    action:
      'Send Authorization: Bearer with an API key of the scope admin (Settings > Keys), or with the token that `signalbox serve --json` prints.',
    retryable: false,
  },
  TOKEN_WRONG: {
    status: 401,
    message: 'The token is not the token of this engine.',
    action: 'Use the token that the engine printed or wrote to its token file at this start.',
    retryable: false,
  },
  KEY_MISSING: {
    status: 401,
    message: 'This call needs an API key.',
    action: 'Send Authorization: Bearer sb-..., x-api-key or api-key; Settings > Keys makes keys.',
    retryable: false,
  },
  KEY_UNKNOWN: {
    status: 401,
    message: 'The API key is not one of this deployment.',
    action: 'Check that the whole key was copied and that it is a key of this deployment (Settings > Keys).',
    retryable: false,
  },
  KEY_EXPIRED: {
    status: 401,
    message: 'The API key {name} expired at {at}.',
    action: 'Make a new key in Settings > Keys.',
    retryable: false,
  },
  KEY_REVOKED: {
    status: 401,
    message: 'The API key {name} was revoked.',
    action: 'Make a new key in Settings > Keys.',
    retryable: false,
  },
  KEY_SCOPE: {
    status: 403,
    message: 'The API key {name} may not do this: {reason}',
    action: 'Use a key that may, or leave out the header that asks for more.',
    retryable: false,
  },
  KEY_NOT_FOUND: {
    status: 404,
    message: 'There is no API key {id} that could be revoked.',
    action: 'GET /api/v1/keys lists them.',
    retryable: false,
  },
  OPEN_MODE_IMPOSSIBLE: {
    status: 409,
    message: 'This deployment listens beyond this machine, so it cannot be open to callers without a key.',
    action: 'Make a key in Settings > Keys, or bind the doors to 127.0.0.1.',
    retryable: false,
  },
  FLAG_NOT_FOUND: {
    status: 404,
    message: 'There is no feature flag named {name}.',
    action: 'GET /api/v1/flags lists them.',
    retryable: false,
  },
  FLAG_WITHOUT_SUBJECT: {
    status: 409,
    message: 'The flag {name} waits for something that this version does not have: {waitsFor}.',
    action: 'Set it once a version with it is installed; until then nothing would change.',
    retryable: false,
  },
  LOGIN_LINK_USED: {
    status: 401,
    message: 'This login link is wrong, was used already or has expired.',
    action: 'Start the engine again for a new link.',
    retryable: false,
  },
  ORIGIN_FORBIDDEN: {
    status: 403,
    message: 'Requests from the origin {origin} are not allowed.',
    action: 'Open the console at its own address, or add the origin to the settings.',
    retryable: false,
  },
  HOST_FORBIDDEN: {
    status: 403,
    message: 'Requests to the host {host} are not allowed.',
    action: 'Use the address that the engine printed.',
    retryable: false,
  },
} as const satisfies Record<string, ErrorDefinition>;
