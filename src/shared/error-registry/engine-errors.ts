import type { ErrorDefinition } from './error-definition.ts';

/** The engine itself: its start, its data, and what nobody foresaw. */
export const ENGINE_ERRORS = {
  DATABASE_NEWER: {
    status: 500,
    message: 'The database {path} was written by a newer Signalbox (schema {found}, this one knows {known}).',
    action: 'Start the newer version, or use another data directory. The file was not touched.',
    retryable: false,
  },
  DATABASE_DAMAGED: {
    status: 500,
    message: 'The database {path} is damaged: {reason}',
    action: 'Restore a copy of it, or move it away so that a new one is made. The file was not touched.',
    retryable: false,
  },
  DATA_DIRECTORY_BUSY: {
    status: 500,
    message: 'Another engine (process {pid}) uses the data directory {path}.',
    action: 'Stop it, or give this one another directory with --data.',
    retryable: false,
  },
  PORT_TAKEN: {
    status: 500,
    message: 'The port {port} on {host} is taken.',
    action: 'Stop what uses it, or choose another port (0 means any free one).',
    retryable: false,
  },
  CONFIG_INVALID: {
    status: 500,
    message: 'The setting {setting} is not valid: {reason}',
    action: 'Correct {source}; `signalbox serve --help` lists the settings.',
    retryable: false,
  },
  NODE_TOO_OLD: {
    status: 500,
    message: 'The engine needs Node {needed} or newer; this is {found}.',
    action:
      'Run it with `npm start` or `npm run serve`, which bring their own Node, or install a newer Node.',
    retryable: false,
  },
  INTERNAL: {
    status: 500,
    message: 'Something went wrong inside Signalbox (reference {correlationId}).',
    action: 'Try again; if it stays, report it with the reference, which is in the log.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorDefinition>;
