import { randomBytes } from 'node:crypto';
import OpenAI from 'openai';
import type { RunningEngine } from '../fixtures/engine.ts';

/** Sends one plain call through the gateway with the unmodified SDK; answers the id of its trace. */
export async function callGateway(engine: RunningEngine, model: string, question: string): Promise<string> {
  const client = new OpenAI({ baseURL: `${engine.gatewayUrl}/v1`, apiKey: 'not-needed', maxRetries: 0 });
  const { response } = await client.chat.completions
    .create({ model, messages: [{ role: 'user', content: question }] })
    .withResponse();
  const traceId = response.headers.get('x-signalbox-trace-id');
  if (traceId === null) throw new Error('The gateway did not say which trace the call belongs to.');
  return traceId;
}

interface SentSpan {
  readonly name: string;
  /** Index of the parent among the spans; none for a root. */
  readonly parent?: number;
  /** Milliseconds from the beginning of the trace. */
  readonly start: number;
  readonly duration: number;
  readonly failure?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An ExportTraceServiceRequest in OTLP/JSON of one trace that begins now. */
export function otlpTrace(service: string, spans: readonly SentSpan[]): { traceId: string; body: string } {
  const traceId = randomBytes(16).toString('hex');
  const ids = spans.map(() => randomBytes(8).toString('hex'));
  const origin = Date.now();
  const nanos = (offset: number) => `${BigInt(origin + offset) * 1_000_000n}`;
  const attributes = (record: Readonly<Record<string, string>> = {}) =>
    Object.entries(record).map(([key, value]) => ({ key, value: { stringValue: value } }));
  const request = {
    resourceSpans: [
      {
        resource: { attributes: attributes({ 'service.name': service }) },
        scopeSpans: [
          {
            scope: { name: 'traces-traffic', version: '1.0.0' },
            spans: spans.map((span, index) => ({
              traceId,
              spanId: ids[index],
              ...(span.parent === undefined ? {} : { parentSpanId: ids[span.parent] }),
              name: span.name,
              kind: 1,
              startTimeUnixNano: nanos(span.start),
              endTimeUnixNano: nanos(span.start + span.duration),
              attributes: attributes(span.attributes),
              status: span.failure === undefined ? {} : { code: 2, message: span.failure },
            })),
          },
        ],
      },
    ],
  };
  return { traceId, body: JSON.stringify(request) };
}

export async function postOtlp(engine: RunningEngine, body: string): Promise<void> {
  const answer = await fetch(`${engine.otlpUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!answer.ok) throw new Error(`The OTLP door answered ${answer.status}: ${await answer.text()}`);
}
