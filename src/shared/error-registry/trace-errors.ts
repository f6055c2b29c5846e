import type { ErrorDefinition } from './error-definition.ts';

/** Traces: questions about them, exports, and what comes in. */
export const TRACE_ERRORS = {
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
} as const satisfies Record<string, ErrorDefinition>;
