/**
 * The one registry of errors. Every door answers from it, in its caller's dialect:
 * a stable code, an HTTP status, what happened, what the user can do, and whether a retry can help.
 */
export interface ErrorDefinition {
  readonly status: number;
  /** What happened. `{name}` is replaced by the detail of that name. */
  readonly message: string;
  /** What the user can do about it. */
  readonly action: string;
  readonly retryable: boolean;
}

export const ERRORS = {
  // Requests
  BODY_NOT_JSON: {
    status: 400,
    message: 'The request body is not valid JSON: {reason}',
    action: 'Send a JSON object with Content-Type: application/json.',
    retryable: false,
  },
  BODY_INVALID: {
    status: 400,
    message: 'The request is not valid: {reason}',
    action: 'Correct the named field and send the request again.',
    retryable: false,
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: 'The request body is larger than {limit} bytes ({measured}).',
    action: 'Send smaller requests or batches, or raise the limit in the settings.',
    retryable: false,
  },
  CONTENT_TYPE_UNSUPPORTED: {
    status: 415,
    message: 'Content-Type {given} is not supported here.',
    action: 'Use {supported}.',
    retryable: false,
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    status: 415,
    message: 'Content-Encoding {given} is not supported here.',
    action: 'Send the body uncompressed or with gzip.',
    retryable: false,
  },
  CONTENT_ENCODING_BROKEN: {
    status: 400,
    message: 'The gzip body could not be decompressed: {reason}',
    action: 'Check that the body is complete and really gzip.',
    retryable: false,
  },
  REQUEST_TIMEOUT: {
    status: 408,
    message: 'The request body did not arrive within {seconds} seconds.',
    action: 'Check the connection and send the request again.',
    retryable: true,
  },
  NOT_FOUND: {
    status: 404,
    message: 'There is nothing at {method} {path}.',
    action: 'Check the address; /api/v1/openapi.json lists the REST calls.',
    retryable: false,
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: '{method} is not possible at {path}.',
    action: 'Use {allowed}.',
    retryable: false,
  },
  // Who calls
  TOKEN_MISSING: {
    status: 401,
    message: 'This call needs a token.',
    action: 'Send the header Authorization: Bearer TOKEN; `signalbox serve` prints the token when it starts.',
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
  // Gateway
  MODEL_NOT_FOUND: {
    status: 404,
    message: 'The model `{model}` is not known to this gateway.',
    action: 'GET /v1/models lists the models; PROVIDER/MODEL reaches any model of a provider.',
    retryable: false,
  },
  FIELD_UNSUPPORTED: {
    status: 400,
    message: 'The chosen provider cannot be asked for this: {field}.',
    action: 'Leave it out, or choose a model of a provider that speaks the dialect of the request.',
    retryable: false,
  },
  RESPONSES_FIELD_UNSUPPORTED: {
    status: 400,
    message:
      'The Responses API is served here without a store and without tools of its own: {param}: {reason}.',
    action:
      'Leave it out; the whole conversation can be sent as input, and functions can be offered as tools.',
    retryable: false,
  },
  PROVIDER_UNREACHABLE: {
    status: 502,
    message: 'The provider {provider} could not be reached: {reason}',
    action: 'Check the base URL of the provider and that its server is running.',
    retryable: true,
  },
  PROVIDER_TIMEOUT: {
    status: 504,
    message: 'The provider {provider} did not answer within {seconds} seconds.',
    action: 'Try again, or raise the time limit of the provider.',
    retryable: true,
  },
  PROVIDER_STREAM_CUT: {
    status: 502,
    message: 'The stream of the provider {provider} ended before its end marker: {reason}',
    action: 'What arrived so far is incomplete; send the request again.',
    retryable: true,
  },
  PROVIDER_STREAM_STALLED: {
    status: 504,
    message: 'The stream of the provider {provider} sent nothing for {seconds} seconds.',
    action: 'What arrived so far is incomplete; send the request again.',
    retryable: true,
  },
  PROVIDER_ANSWER_MALFORMED: {
    status: 502,
    message: 'The provider {provider} sent an answer that is not in its dialect: {reason}',
    action:
      'Check that the base URL is the address of an API of the dialect that the provider was added with.',
    retryable: true,
  },
  TARGET_OPEN: {
    status: 503,
    message: '{target} failed too often and is not called for now.',
    action: 'Try again in {seconds} seconds, when it is tried again, or give the route another target.',
    retryable: true,
  },
  TARGET_FULL: {
    status: 503,
    message: '{target} has {limit} calls under way already.',
    action: 'Send the request again in a few seconds, or give the route another target.',
    retryable: true,
  },
  ROUTE_WITHOUT_TARGET: {
    status: 503,
    message: 'No target of the route {model} exists any more.',
    action: 'Give the route targets of providers that exist.',
    retryable: false,
  },
  CALL_TIMEOUT: {
    status: 504,
    message: 'The call was not complete within {seconds} seconds.',
    action: 'Try again, or raise the time limit of the route.',
    retryable: true,
  },
  IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    message: 'The Idempotency-Key is longer than {limit} characters.',
    action: 'Use a short random key, such as a UUID.',
    retryable: false,
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 409,
    message: 'This Idempotency-Key was used for a different request.',
    action: 'Use a new key for each request, and the same one only to repeat it.',
    retryable: false,
  },
  IDEMPOTENCY_ANSWER_TOO_LARGE: {
    status: 409,
    message: 'The answer to this Idempotency-Key is larger than {limit} bytes and was not kept.',
    action: 'Send the request with a new key; it is then answered, and billed, again.',
    retryable: false,
  },
  SHUTTING_DOWN: {
    status: 503,
    message: 'The engine is stopping.',
    action: 'Send the request again in a few seconds.',
    retryable: true,
  },
  // Providers and secrets
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
  // Limits and budgets
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
  // Traces
  TRACE_NOT_FOUND: {
    status: 404,
    message: 'There is no trace {traceId}.',
    action: 'Check the id; traces older than the retention are removed.',
    retryable: false,
  },
  SESSION_NOT_FOUND: {
    status: 404,
    message: 'There is no session of this id.',
    action: 'Check the id; a session goes with the last of its traces, which retention removes.',
    retryable: false,
  },
  TRACE_TOO_LARGE: {
    status: 413,
    message: 'The trace is too large for one HTML file: {size}, where {limit} fit.',
    action: 'Export it as JSON or OTLP JSON instead.',
    retryable: false,
  },
  VIEWER_NOT_BUILT: {
    status: 503,
    message: 'The viewer that goes into the HTML file is not built.',
    action: 'Run `npm run build`, or export the trace as JSON.',
    retryable: false,
  },
  SPAN_NOT_FOUND: {
    status: 404,
    message: 'There is no span {spanId} in trace {traceId}.',
    action: 'Check the id.',
    retryable: false,
  },
  FILTER_INVALID: {
    status: 400,
    message: 'The filter cannot be read: {reason}',
    action: 'Correct it at the place that is named; docs/reference/filters.md has the language by example.',
    retryable: false,
  },
  QUERY_TIMEOUT: {
    status: 504,
    message: 'The query was stopped after {seconds} seconds.',
    action:
      'Ask for a shorter time range, add a condition on service, status or model, or raise query-timeout in the settings.',
    retryable: false,
  },
  QUERY_CANCELLED: {
    status: 499,
    message: 'The query was cancelled by who asked.',
    action: 'Ask again if the answer is still wanted.',
    retryable: true,
  },
  CURSOR_INVALID: {
    status: 400,
    message: 'The cursor is not one that this list gave.',
    action: 'Start again without a cursor.',
    retryable: false,
  },
  EXPORTS_BUSY: {
    status: 429,
    message: 'There are {limit} exports under way already.',
    action: 'Wait until one of them is done, or cancel one.',
    retryable: true,
  },
  EXPORT_NOT_FOUND: {
    status: 404,
    message: 'There is no export {id}.',
    action: 'Exports are forgotten some time after their end; start another.',
    retryable: false,
  },
  EXPORT_LINK_USED: {
    status: 404,
    message: 'This link to an export is wrong, was used already or has expired.',
    action: 'Start the export again.',
    retryable: false,
  },
  VIEW_EXISTS: {
    status: 409,
    message: 'There is a saved view named {name} already.',
    action: 'Choose another name, or change that view.',
    retryable: false,
  },
  VIEW_NOT_FOUND: {
    status: 404,
    message: 'There is no saved view {id}.',
    action: 'GET /api/v1/views lists them.',
    retryable: false,
  },
  OTLP_MALFORMED: {
    status: 400,
    message: 'The body is not a valid OTLP trace export: {reason}',
    action: 'Check the exporter; the body must be an ExportTraceServiceRequest in the stated Content-Type.',
    retryable: false,
  },
  INGEST_OVERLOADED: {
    status: 503,
    message: 'The ingest queue is full ({queued} of {capacity} bytes).',
    action: 'Retry after the stated time; the queue empties as the disk catches up.',
    retryable: true,
  },
  STORE_WRITE_FAILED: {
    status: 503,
    message: 'The trace store could not write: {reason}',
    action: 'Check the free disk space and the rights of the data directory.',
    retryable: true,
  },
  // Start
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
    action: 'Correct it in {source}.',
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

export type ErrorCode = keyof typeof ERRORS;

export type ErrorDetails = Readonly<Record<string, string | number>>;

/** An error that the registry knows. Throw this; doors translate it. */
export class SignalboxError extends Error {
  override readonly name = 'SignalboxError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: { cause?: unknown }) {
    super(sentence(fill(ERRORS[code].message, details)), options);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return ERRORS[this.code].status;
  }

  get action(): string {
    return fill(ERRORS[this.code].action, this.details);
  }

  get retryable(): boolean {
    return ERRORS[this.code].retryable;
  }

  /** The form that crosses threads and wires; `fromJSON` is its inverse. */
  toJSON(): SerializedError {
    return {
      code: this.code,
      message: this.message,
      action: this.action,
      retryable: this.retryable,
      details: this.details,
    };
  }

  static fromJSON(error: SerializedError): SignalboxError {
    return new SignalboxError(error.code, error.details);
  }
}

export interface SerializedError {
  code: ErrorCode;
  message: string;
  action: string;
  retryable: boolean;
  details: ErrorDetails;
}

/** Reasons come from elsewhere, with a full stop or without one; what to do follows them. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
}
