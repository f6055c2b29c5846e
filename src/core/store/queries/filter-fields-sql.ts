/** Where a field is found: an expression on `traces t` or `spans s`, or on rows that belong to them. */
export interface FieldSql {
  readonly expression: string;
  /** Without it the field says nothing, whatever the expression is. */
  readonly present?: string;
  /** Rows that belong to the trace or span, any of which may meet the condition: `table alias WHERE ...`. */
  readonly rows?: string;
}

const MODELS = 'trace_models m WHERE m.trace_no = t.trace_no';
const TRACE_CALLS = 'model_cost_logs c WHERE c.trace_no = t.trace_no';
const SPAN_CALLS = 'model_cost_logs c WHERE c.trace_no = s.trace_no AND c.span_id = s.span_id';
/** A run that found something has two names: its guard's, and what came of it. */
const RUNS = "guard_runs g, (VALUES (0), (1)) w WHERE g.outcome <> 'pass' AND";
const RUN_NAME = 'CASE w.column1 WHEN 0 THEN g.guard ELSE g.outcome END';
/** A set has two, too: the one that people gave it, and its id. */
const RESULTS = "policy_results p, (VALUES (0), (1)) w WHERE p.matched <> '[]' AND";
const RESULT_NAME = 'CASE w.column1 WHEN 0 THEN p.name ELSE p.set_id END';
const RESOURCES = 'resources r WHERE r.resource_no = s.resource_no';

const HAS_TOKENS = '(t.calls_with_input > 0 OR t.calls_with_output > 0)';
const SPAN_HAS_TOKENS = '(s.input_tokens IS NOT NULL OR s.output_tokens IS NOT NULL)';

/** Fields of the whole trace, `traces t`. What is missing here is of its spans. */
export const TRACE_FIELDS: Readonly<Record<string, FieldSql>> = {
  name: { expression: 't.name' },
  service: { expression: 't.service' },
  duration: { expression: 't.end_ns - t.start_ns' },
  start: { expression: 't.start_ns' },
  model: { expression: 'm.model', rows: MODELS },
  provider: { expression: 'm.provider', rows: MODELS },
  cost: { expression: 't.cost_nanos', present: 't.priced_calls > 0' },
  tokens: { expression: 't.input_tokens + t.output_tokens', present: HAS_TOKENS },
  input_tokens: { expression: 't.input_tokens', present: 't.calls_with_input > 0' },
  output_tokens: { expression: 't.output_tokens', present: 't.calls_with_output > 0' },
  calls: { expression: 't.call_count' },
  spans: { expression: 't.span_count' },
  errors: { expression: 't.error_count' },
  user: { expression: 't.user_id' },
  session: { expression: 't.session_id' },
  trace: { expression: 't.trace_id' },
  org: { expression: 'c.org', rows: TRACE_CALLS },
  workspace: { expression: 'c.workspace', rows: TRACE_CALLS },
  key: { expression: 'c.key', rows: TRACE_CALLS },
  route: { expression: 'c.route', rows: TRACE_CALLS },
  agent: { expression: 'c.agent', rows: TRACE_CALLS },
  guard: { expression: RUN_NAME, rows: `${RUNS} g.trace_no = t.trace_no` },
  policy: { expression: RESULT_NAME, rows: `${RESULTS} p.trace_no = t.trace_no` },
  flag: { expression: 'f.flag', rows: 'exchange_flags f WHERE f.trace_no = t.trace_no' },
};

/** Fields of one span, `spans s`. */
export const SPAN_FIELDS: Readonly<Record<string, FieldSql>> = {
  name: { expression: 's.name' },
  span: { expression: 's.name' },
  service: { expression: 'r.service', rows: RESOURCES },
  duration: { expression: 's.end_ns - s.start_ns' },
  start: { expression: 's.start_ns' },
  model: { expression: 's.model' },
  provider: { expression: 's.provider' },
  operation: { expression: 's.operation' },
  cost: { expression: 's.cost_nanos' },
  tokens: {
    expression: 'coalesce(s.input_tokens, 0) + coalesce(s.output_tokens, 0)',
    present: SPAN_HAS_TOKENS,
  },
  input_tokens: { expression: 's.input_tokens' },
  output_tokens: { expression: 's.output_tokens' },
  message: { expression: 's.status_message', present: 's.status_code = 2' },
  user: { expression: 's.user_id' },
  session: { expression: 's.session_id' },
  org: { expression: 'c.org', rows: SPAN_CALLS },
  workspace: { expression: 'c.workspace', rows: SPAN_CALLS },
  key: { expression: 'c.key', rows: SPAN_CALLS },
  route: { expression: 'c.route', rows: SPAN_CALLS },
  agent: { expression: 'c.agent', rows: SPAN_CALLS },
  guard: { expression: RUN_NAME, rows: `${RUNS} g.trace_no = s.trace_no AND g.span_id = s.span_id` },
  policy: { expression: RESULT_NAME, rows: `${RESULTS} p.trace_no = s.trace_no AND p.span_id = s.span_id` },
  flag: {
    expression: 'f.flag',
    rows: 'exchange_flags f WHERE f.trace_no = s.trace_no AND f.span_id = s.span_id',
  },
};
