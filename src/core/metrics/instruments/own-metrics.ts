import { counter, gauge, histogram } from '../../meters/index.ts';

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const OWN_SECONDS = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.15, 0.5];
const QUERY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20];

/** Counted as it happens. Names of stages, guards and codes are ours; of providers and routes the operator's. */
export const COUNTED_METRICS = {
  gatewayRequests: counter({
    name: 'signalbox_gateway_requests_total',
    help: 'Requests to the gateway by how they ended. Code is the HTTP status that the caller got',
    labels: ['dialect', 'route', 'status', 'code'],
    open: ['route'],
  }),
  gatewayDuration: histogram({
    name: 'signalbox_gateway_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labels: ['route'],
    open: ['route'],
    buckets: REQUEST_SECONDS,
  }),
  gatewayOverhead: histogram({
    name: 'signalbox_gateway_overhead_seconds',
    help: 'Time that the gateway itself added to an answer',
    labels: [],
    buckets: OWN_SECONDS,
  }),
  stageDuration: histogram({
    name: 'signalbox_gateway_stage_duration_seconds',
    help: 'Own work of each stage of the pipeline',
    labels: ['stage'],
    buckets: OWN_SECONDS,
  }),
  retries: counter({
    name: 'signalbox_gateway_retries_total',
    help: 'Calls to a provider beyond the first of a request',
    labels: ['provider'],
    open: ['provider'],
  }),
  guardRuns: counter({
    name: 'signalbox_guard_runs_total',
    help: 'Texts that guards judged, by what came of it',
    labels: ['guard', 'direction', 'outcome'],
  }),
  guardDuration: histogram({
    name: 'signalbox_guard_duration_seconds',
    help: 'Work of each guard on one text',
    labels: ['guard'],
    buckets: OWN_SECONDS,
  }),
  policyResults: counter({
    name: 'signalbox_policy_results_total',
    help: 'What policy sets decided about requests',
    labels: ['set', 'outcome'],
    open: ['set'],
  }),
  limitRefusals: counter({
    name: 'signalbox_limit_refusals_total',
    help: 'Requests that limits and budgets refused',
    labels: ['kind'],
  }),
  queryDuration: histogram({
    name: 'signalbox_database_query_duration_seconds',
    help: 'Time until a query of the trace store is answered, with the wait for its thread',
    labels: ['query'],
    buckets: QUERY_SECONDS,
  }),
  cacheRequests: counter({
    name: 'signalbox_cache_requests_total',
    help: 'Whether a cache had what was asked: answers by idempotency key, and prompts at the providers',
    labels: ['cache', 'result'],
  }),
  socketSendErrors: counter({
    name: 'signalbox_ws_send_errors_total',
    help: 'Connections of consoles that broke',
    labels: [],
  }),
  socketDrops: counter({
    name: 'signalbox_ws_backpressure_drops_total',
    help: 'Consoles that were disconnected because they do not read what waits for them',
    labels: [],
  }),
  errors: counter({
    name: 'signalbox_errors_total',
    help: 'Errors that any door answered, by their code',
    labels: ['code'],
  }),
};

/** Read from where they are kept at each collection. */
export const OBSERVED_METRICS = {
  activeRequests: gauge({
    name: 'signalbox_gateway_active_requests',
    help: 'Requests that the gateway works on',
    labels: [],
  }),
  breakerOpen: gauge({
    name: 'signalbox_gateway_breaker_open',
    help: 'Whether the circuit breaker of a target holds calls back (1) or not (0)',
    labels: ['provider', 'model'],
    open: ['provider', 'model'],
  }),
  limitQueueDepth: gauge({
    name: 'signalbox_limit_queue_depth',
    help: 'Requests that wait for a place',
    labels: [],
  }),
  budgetUsed: gauge({
    name: 'signalbox_budget_used_ratio',
    help: 'What is spent and held of a budget, of the subject that used most',
    labels: ['budget'],
    open: ['budget'],
  }),
  queueBytes: gauge({
    name: 'signalbox_ingest_queue_bytes',
    help: 'OTLP bodies that wait for the writer',
    labels: [],
  }),
  queueCapacity: gauge({
    name: 'signalbox_ingest_queue_capacity_bytes',
    help: 'How much may wait for the writer before OTLP is answered with 503',
    labels: [],
  }),
  ingestedSpans: counter({
    name: 'signalbox_ingest_spans_total',
    help: 'Spans that are stored and acknowledged',
    labels: [],
  }),
  ingestedLogs: counter({
    name: 'signalbox_ingest_logs_total',
    help: 'Log records that are stored and acknowledged',
    labels: [],
  }),
  rejectedRequests: counter({
    name: 'signalbox_ingest_rejected_requests_total',
    help: 'OTLP requests that were refused because the queue was full',
    labels: [],
  }),
  droppedExchanges: counter({
    name: 'signalbox_ingest_dropped_exchanges_total',
    help: 'Requests to the gateway that were not recorded',
    labels: [],
  }),
  databaseSize: gauge({
    name: 'signalbox_database_size_bytes',
    help: 'Size of each database on disk, with its write-ahead log',
    labels: ['database'],
  }),
  sockets: gauge({
    name: 'signalbox_ws_active_connections',
    help: 'Connected consoles',
    labels: [],
  }),
  series: gauge({ name: 'signalbox_series', help: 'Series in the series store', labels: [] }),
  seriesLimit: gauge({
    name: 'signalbox_series_limit',
    help: 'Series that the series store takes at most',
    labels: [],
  }),
  samples: counter({
    name: 'signalbox_samples_total',
    help: 'Samples that the series store took',
    labels: [],
  }),
  seriesRefused: counter({
    name: 'signalbox_series_refused_total',
    help: 'New series that the series store refused because it had as many as it takes',
    labels: [],
  }),
  healthScore: gauge({
    name: 'signalbox_health_score',
    help: 'Weighted health of all components, 0 to 100',
    labels: [],
  }),
  healthComponentScore: gauge({
    name: 'signalbox_health_component_score',
    help: 'Health of a component, 0 to 100',
    labels: ['component'],
  }),
  buildInfo: gauge({
    name: 'signalbox_build_info',
    help: 'Always 1; the version of the engine is in its label',
    labels: ['version'],
  }),
};
export type ObservedMetric = keyof typeof OBSERVED_METRICS;
