import { compilePolicies } from '../../src/core/policy/index.ts';
import { recordedExchange } from '../../src/core/policy/backtest/testing/recorded-exchange.ts';
import { openTelemetryDatabase, closeTelemetryDatabase, SpanWriter } from '../../src/core/store/index.ts';
import { NOON, traceIdOf } from '../../src/core/store/testing/stored-spans.ts';
import type { StoredSpan } from '../../src/core/store/span-record.ts';
import { completeInput, policyContentSchema, type PolicyContent } from '../../src/shared/policy/index.ts';

const BATCH = 1_000;
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'claude-haiku-4-5'];
const ORGS = ['acme', 'globex', 'initech'];
const WORDS = 'the box sees every train sets each route and holds all signals of the line'.split(' ');
const SYSTEM = 'You are a careful assistant of a railway. '.repeat(12);
const ASKED_NANOS = 500_000_000n;

/** Exchanges as the gateway records them, two a second, each with its policy input and its messages of a kilobyte. */
export function writeExchanges(path: string, count: number): { from: string; to: string } {
  const db = openTelemetryDatabase(path);
  const writer = new SpanWriter(db);
  const watch = policyContentSchema.parse({ name: 'Watch', mode: 'shadow', rules: [] });
  const engine = compilePolicies([
    { setId: 'watch', version: 1, content: watch, createdAt: new Date(0).toISOString() },
  ]);
  for (let first = 0; first < count; first += BATCH) {
    writer.write(
      Array.from({ length: Math.min(BATCH, count - first) }, (_, at) => exchange(first + at, engine)),
    );
  }
  closeTelemetryDatabase(db);
  const millis = Number(NOON / 1_000_000n);
  return {
    from: new Date(millis).toISOString(),
    to: new Date(millis + count * 500 + 1).toISOString(),
  };
}

function exchange(index: number, engine: ReturnType<typeof compilePolicies>): StoredSpan {
  const org = ORGS[index % ORGS.length] ?? '';
  const model = MODELS[index % MODELS.length] ?? '';
  const input = completeInput({
    request: {
      model,
      operation: 'chat',
      dialect: 'openai',
      max_tokens: index % 2_000,
      messages: 2,
      service: 'shop',
    },
    scope: { org, workspace: 'line', user: `user-${index % 200}` },
    tokens: { input: 100 + (index % 3_000) },
    cost: { estimate: (index % 100) / 1_000 },
    target: { provider: 'openai', model },
    guards: { pii: { outcome: 'pass', score: 0, hits: 0, kinds: [] } },
  });
  const messages = [
    { role: 'system', text: SYSTEM },
    { role: 'user', text: `${index}: ${said(index)}` },
  ];
  const traceId = traceIdOf(index + 1);
  const scope = { org, workspace: 'line', user: null };
  const outcome = engine.decide(scope, input, () => messages, traceId);
  const stored = recordedExchange({ number: index + 1, input, messages, outcome });
  const startUnixNano = NOON + BigInt(index) * ASKED_NANOS;
  const span = { ...stored.span, startUnixNano, endUnixNano: startUnixNano + 300_000_000n };
  return { ...stored, span };
}

function said(index: number): string {
  return Array.from({ length: 100 }, (_, at) => WORDS[(index * 7 + at * at) % WORDS.length]).join(' ');
}

/** Twenty rules, of which some match; with texts, one more that reads them. */
export function draft(readsTexts: boolean): PolicyContent {
  const rules = Array.from({ length: 20 }, (_, at) => ({
    id: `rule-${at}`,
    name: `Rule ${at}`,
    when: `request.model == "${MODELS[at % 3]}" && tokens.input > ${2_000 + at * 50} && scope.org == "${ORGS[at % 3]}"`,
    actions: [{ type: 'flag', label: `long-${at}` }],
  }));
  const text = {
    id: 'text',
    name: 'Text',
    when: 'text.contains("77:")',
    actions: [{ type: 'block', message: 'No.' }],
  };
  return policyContentSchema.parse({
    name: 'Draft',
    mode: 'enforce',
    rules: readsTexts ? [text, ...rules] : rules,
  });
}
