import { encodeMessage } from '../src/core/telemetry/otlp/testing/otlp-schema.ts';
import type { BenchResult } from './bench-result.ts';
import { allDecoders, type Decoded, type Decoder } from './decode/decoders.ts';

const SPANS = 1000;
const ROUNDS = 7;
const DECODES_PER_ROUND = 20;
const LONG_TEXT = 'Which signals does a train pass between two stations, and who sets them? '.repeat(28);
const START = 1_795_176_000_000_000_000n;

/** Decoding one export of spans, by our own reader and by the libraries. Rounds are interleaved; the median round counts. */
export function run(): Promise<BenchResult> {
  const bytes = encodeMessage('ExportTraceServiceRequest', exportOf(SPANS));
  const decoders = allDecoders();
  const [first] = decoders;
  const expected = first?.toRecords(bytes).map(decodedOf) ?? [];
  const times = decoders.map(() => ({ objects: [] as number[], records: [] as number[] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, decoder] of decoders.entries()) {
      times[index]?.objects.push(microsPerSpan(() => decoder.decode(bytes)));
      times[index]?.records.push(microsPerSpan(() => decoder.toRecords(bytes)));
    }
  }
  return Promise.resolve({
    name: 'decode',
    rows: decoders.map((decoder, index) => {
      const records = median(times[index]?.records ?? []);
      return {
        name: decoder.name,
        figures: {
          'us/span as records': records,
          'MB/s': bytes.length / SPANS / records,
          "us/span as the library's objects": median(times[index]?.objects ?? []),
          'same outcome': outcomeOf(decoder, bytes, expected),
        },
      };
    }),
    notes: [
      `An export of ${SPANS} spans with 12 attributes each, one of 2,000 characters: ${(bytes.length / 1e6).toFixed(1)} MB. Times are processor time of the thread.`,
      'Records are what the store takes: ids in hex, times as bigint, attributes as an object. Ours makes them as it reads; the others make objects of their own first.',
    ],
  });
}

function outcomeOf(decoder: Decoder, bytes: Uint8Array, expected: readonly Decoded[]): string {
  const found = decoder.toRecords(bytes).map(decodedOf);
  if (textOf(found) === textOf(expected)) return 'yes';
  const rounded = (spans: readonly Decoded[]): Decoded[] =>
    spans.map((span) => ({
      ...span,
      startUnixNano: BigInt(Number(span.startUnixNano)),
      endUnixNano: BigInt(Number(span.endUnixNano)),
    }));
  if (textOf(found) !== textOf(rounded(expected))) throw new Error(`${decoder.name} decodes something else.`);
  return 'but for times, rounded to 256 ns';
}

function decodedOf({ traceId, spanId, parentSpanId, name, kind, ...rest }: Decoded): Decoded {
  const { startUnixNano, endUnixNano, attributes } = rest;
  return { traceId, spanId, parentSpanId, name, kind, startUnixNano, endUnixNano, attributes };
}

function textOf(spans: readonly Decoded[]): string {
  return JSON.stringify(spans, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}

function exportOf(count: number): Record<string, unknown> {
  const attribute = (key: string, value: Record<string, unknown>): object => ({ key, value });
  const spans = Array.from({ length: count }, (_, index) => ({
    traceId: id(Math.floor(index / 8), 32),
    spanId: id(index + 1, 16),
    ...(index % 8 === 0 ? {} : { parentSpanId: id(index - (index % 8) + 1, 16) }),
    name: `step ${index % 8}`,
    kind: 3,
    startTimeUnixNano: (START + BigInt(index) * 1_000_003n).toString(),
    endTimeUnixNano: (START + BigInt(index) * 1_000_003n + 700_000_001n).toString(),
    attributes: [
      attribute('gen_ai.operation.name', { stringValue: 'chat' }),
      attribute('gen_ai.provider.name', { stringValue: 'openai' }),
      attribute('gen_ai.request.model', { stringValue: 'gpt-4o' }),
      attribute('gen_ai.response.id', { stringValue: `chatcmpl-${index}` }),
      attribute('gen_ai.usage.input_tokens', { intValue: 100 + (index % 900) }),
      attribute('gen_ai.usage.output_tokens', { intValue: 20 + (index % 300) }),
      attribute('gen_ai.request.temperature', { doubleValue: 0.7 }),
      attribute('gen_ai.request.stream', { boolValue: index % 2 === 0 }),
      attribute('server.address', { stringValue: 'api.openai.com' }),
      attribute('server.port', { intValue: 443 }),
      attribute('url.full', { stringValue: `https://api.openai.com/v1/chat/completions?n=${index}` }),
      attribute('gen_ai.input.messages', { stringValue: `${LONG_TEXT.slice(0, 1990)} ${index}` }),
    ],
  }));
  return {
    resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'agents' }, spans }] }],
  };
}

function id(number: number, digits: number): Buffer {
  const mixed = (BigInt(number + 1) * 0x9e37_79b9_7f4a_7c15n) & 0xffff_ffff_ffff_ffffn;
  return Buffer.from(mixed.toString(16).padStart(16, '0').repeat(2).slice(0, digits), 'hex');
}

function microsPerSpan(decode: () => object): number {
  const before = process.threadCpuUsage();
  for (let times = 0; times < DECODES_PER_ROUND; times += 1) decode();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / DECODES_PER_ROUND / SPANS;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
