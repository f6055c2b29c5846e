import { HistogramFamily, NumberFamily, type FamilySnapshot, type MeterExemplar } from '../meters/index.ts';
import type { CountedCall } from '../store/index.ts';
import type { AttributeValue, StoredSpan } from '../store/span-record.ts';
import { STORE_METRICS } from './store-metrics.ts';

const STATUS_ERROR = 2;
const NANOS_PER_DOLLAR = 1e9;

/** Counts in the writer thread, after the commit: what is counted is stored. */
export class StoreMeter {
  readonly #calls = new NumberFamily(STORE_METRICS.calls);
  readonly #tokens = new NumberFamily(STORE_METRICS.callTokens);
  readonly #cost = new NumberFamily(STORE_METRICS.callCost);
  readonly #durations = new HistogramFamily(STORE_METRICS.operationDuration);
  readonly #tokenUsage = new HistogramFamily(STORE_METRICS.tokenUsage);
  readonly #firstChunks = new HistogramFamily(STORE_METRICS.timeToFirstChunk);
  readonly #commits = new HistogramFamily(STORE_METRICS.commitDuration);

  countCommit(seconds: number): void {
    this.#commits.observe([], seconds);
  }

  countCalls(calls: readonly CountedCall[]): void {
    for (const call of calls) this.#countCall(call);
  }

  snapshot(): FamilySnapshot[] {
    return [
      this.#calls,
      this.#tokens,
      this.#cost,
      this.#durations,
      this.#tokenUsage,
      this.#firstChunks,
      this.#commits,
    ].map((family) => family.snapshot());
  }

  #countCall({ stored, service }: CountedCall): void {
    const { span, facts, cost } = stored;
    const provider = facts.provider ?? '';
    const model = countedModel(stored, facts.model ?? '');
    const isError = span.statusCode === STATUS_ERROR;
    const source = isFromGateway(stored) ? 'gateway' : 'otlp';
    this.#calls.add([provider, model, service, source, isError ? 'error' : 'ok']);
    const { input, output, cacheRead, cacheWrite } = facts.usage;
    const kinds = { input, output, cache_read: cacheRead, cache_write: cacheWrite };
    for (const [kind, tokens] of Object.entries(kinds)) {
      if (tokens !== null) this.#tokens.add([provider, model, service, kind], tokens);
    }
    if (cost !== null) this.#cost.add([provider, model, service], Number(cost.total) / NANOS_PER_DOLLAR);
    this.#observeCall(stored, provider, isError);
  }

  /** As the GenAI conventions have it, with the trace as the exemplar. */
  #observeCall(stored: StoredSpan, provider: string, isError: boolean): void {
    const { span, facts } = stored;
    const asked = textOf(span.attributes['gen_ai.request.model']) ?? facts.model ?? '';
    const model = countedModel(stored, asked);
    const error = isError ? (textOf(span.attributes['error.type']) ?? '_OTHER') : '';
    const labels = [facts.operation ?? '', provider, model, error] as const;
    const timeMs = Number(span.endUnixNano / 1_000_000n);
    const exemplar = (value: number): MeterExemplar => {
      return { traceId: span.traceId, spanId: span.spanId, value, timeMs };
    };
    const seconds = Math.max(0, Number(span.endUnixNano - span.startUnixNano) / 1e9);
    this.#durations.observe(labels, seconds, exemplar(seconds));
    const { input, output } = facts.usage;
    if (input !== null) this.#tokenUsage.observe([...labels, 'input'], input, exemplar(input));
    if (output !== null) this.#tokenUsage.observe([...labels, 'output'], output, exemplar(output));
    const firstChunk = numberOf(span.attributes['gen_ai.response.time_to_first_chunk']);
    if (firstChunk !== null) this.#firstChunks.observe(labels, firstChunk, exemplar(firstChunk));
  }
}

/** Spans of OTLP say nothing of exchanges, whether or not they are in the cost log. */
function isFromGateway({ isExchange }: StoredSpan): boolean {
  return isExchange !== undefined;
}

/** Callers may name any model to the gateway: one that nobody was asked for is no model's name. */
function countedModel(stored: StoredSpan, model: string): string {
  return isFromGateway(stored) && stored.facts.provider === null ? '' : model;
}

function textOf(value: AttributeValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberOf(value: AttributeValue | undefined): number | null {
  if (typeof value === 'number') return value;
  const isTagged = typeof value === 'object' && value !== null && 'doubleValue' in value;
  return isTagged && typeof value.doubleValue === 'number' ? value.doubleValue : null;
}
