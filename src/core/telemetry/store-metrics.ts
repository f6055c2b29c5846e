import { counter, histogram } from '../meters/index.ts';

/** GenAI semantic conventions 1.41.1, client metrics: the bounds that they advise. */
const OPERATION_SECONDS = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];
const TOKENS = [
  1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
];
const COMMIT_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

const whose = ['provider', 'model', 'service'] as const;
const genai = [
  'gen_ai_operation_name',
  'gen_ai_provider_name',
  'gen_ai_request_model',
  'error_type',
] as const;
const openGenai = ['gen_ai_provider_name', 'gen_ai_request_model', 'error_type'] as const;

/** What the writer thread counts: model calls as they are committed, and the commits. */
export const STORE_METRICS = {
  calls: counter({
    name: 'signalbox_calls_total',
    help: 'Model calls, through the gateway or sent over OTLP, each counted once',
    labels: [...whose, 'source', 'status'],
    open: whose,
  }),
  callTokens: counter({
    name: 'signalbox_call_tokens_total',
    help: 'Tokens of model calls. Input includes what was read from and written to the cache',
    labels: [...whose, 'kind'],
    open: whose,
  }),
  callCost: counter({
    name: 'signalbox_call_cost_dollars_total',
    help: 'Cost of model calls whose price is known',
    labels: whose,
    open: whose,
  }),
  operationDuration: histogram({
    name: 'gen_ai_client_operation_duration_seconds',
    help: 'Duration of model calls (gen_ai.client.operation.duration)',
    labels: genai,
    open: openGenai,
    buckets: OPERATION_SECONDS,
  }),
  tokenUsage: histogram({
    name: 'gen_ai_client_token_usage',
    help: 'Tokens of one model call (gen_ai.client.token.usage)',
    labels: [...genai, 'gen_ai_token_type'],
    open: openGenai,
    buckets: TOKENS,
  }),
  timeToFirstChunk: histogram({
    name: 'gen_ai_client_operation_time_to_first_chunk_seconds',
    help: 'Time to the first piece of a streamed answer (gen_ai.client.operation.time_to_first_chunk)',
    labels: genai,
    open: openGenai,
    buckets: OPERATION_SECONDS,
  }),
  commitDuration: histogram({
    name: 'signalbox_database_commit_duration_seconds',
    help: 'Duration of the commits of telemetry.db',
    labels: [],
    buckets: COMMIT_SECONDS,
  }),
};
