import { scoreAbuse } from '../src/core/guardrails/abuse/index.ts';
import { createGuardrails, type GuardedCall } from '../src/core/guardrails/index.ts';
import { DEFAULT_GUARD_SETTINGS, type AllGuardSettings, type GuardName } from '../src/shared/guard/index.ts';
import type { BenchResult } from './bench-result.ts';
import { hostileText, proseText } from './guards/texts.ts';

const SIZES = [1_000, 100_000];
/** As long as one figure takes about, in milliseconds. */
const SPAN_MS = 300;
const ROUNDS = 5;
/** What a stream's pieces are like. */
const PIECE = 4;

/** What the guards take of one text: each alone, all of them, and an answer of the same text that comes in pieces. */
export async function run(): Promise<BenchResult> {
  scoreAbuse('The model is read before anything is measured.');
  const rows: BenchResult['rows'] = [];
  for (const [what, text] of [
    ['prose', proseText],
    ['hostile', hostileText],
  ] as const) {
    for (const name of ['size', 'pii', 'secrets', 'words', 'abuse'] as const)
      rows.push({ name: `${name}, ${what}`, figures: await figures(only(name), text) });
    rows.push({
      name: `size, pii, secrets and words, ${what}`,
      figures: await figures(withWords('flag'), text),
    });
    rows.push({
      name: `the same, streamed and redacted, ${what}`,
      figures: streamed(withWords('redact'), text),
    });
  }
  return {
    name: 'guards',
    rows,
    notes: [
      'Microseconds for one text as the only one of a call; the best of five rounds. Throughput of 100,000 characters beside it.',
      'Prose: English with a table, code, numbers, a few addresses. Hostile: what each scanner has to look at twice.',
      `Streamed: the text in pieces of ${String(PIECE)} characters, redacted by pii, secrets and words.`,
      'words: a list of 500 words with disguises, without patterns.',
    ],
  };
}

const WORDS = Array.from(
  { length: 500 },
  (_, index) => `forbidden${String.fromCharCode(97 + (index % 26))}${String(index)}`,
);

function withWords(action: 'flag' | 'redact'): AllGuardSettings {
  const { size, pii, secrets, words } = DEFAULT_GUARD_SETTINGS;
  const list = { name: 'bench', kind: 'deny' as const, words: WORDS, patterns: [], disguised: true };
  return {
    ...DEFAULT_GUARD_SETTINGS,
    size: { ...size, enabled: true, characters: 1_000_000, tokens: 1_000_000 },
    pii: { ...pii, action },
    secrets: { ...secrets, action },
    words: { ...words, enabled: true, action, lists: [list] },
  };
}

function only(name: GuardName): AllGuardSettings {
  const all = withWords('flag');
  const off = Object.entries(all).map(([each, settings]) => [each, { ...settings, enabled: each === name }]);
  return Object.fromEntries(off) as AllGuardSettings;
}

const services = { guardrailsAi: { validate: () => Promise.reject(new Error('No server takes part.')) } };

async function figures(
  settings: AllGuardSettings,
  textOf: (length: number) => string,
): Promise<Record<string, number>> {
  const guards = createGuardrails(settings, services);
  const columns: Record<string, number> = {};
  for (const size of SIZES) {
    const call = callOf(textOf(size));
    const first = performance.now();
    await guards.checkInput(call);
    const times = Math.max(3, Math.min(20_000, Math.round(SPAN_MS / (performance.now() - first))));
    let best = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      for (let time = 0; time < times; time++) await guards.checkInput(call);
      best = Math.min(best, (performance.now() - started) / times);
    }
    columns[`${String(size)} characters, µs`] = best * 1_000;
    if (size === SIZES.at(-1)) columns['MB/s'] = size / best / 1_000;
  }
  return columns;
}

function streamed(settings: AllGuardSettings, textOf: (length: number) => string): Record<string, number> {
  const guards = createGuardrails(settings, services);
  const columns: Record<string, number> = {};
  for (const size of SIZES) {
    const text = textOf(size);
    let best = Infinity;
    for (let round = 0; round < ROUNDS; round++) {
      const watch = guards.watchAnswer(callOf(''), []);
      const started = performance.now();
      for (let at = 0; at < text.length; at += PIECE) void watch?.push('0', text.slice(at, at + PIECE));
      void watch?.finish('0');
      best = Math.min(best, performance.now() - started);
    }
    columns[`${String(size)} characters, µs`] = best * 1_000;
    if (size === SIZES.at(-1)) columns['MB/s'] = size / best / 1_000;
  }
  return columns;
}

function callOf(text: string): GuardedCall {
  return {
    scope: { org: null, workspace: null, user: null },
    model: 'bench',
    texts: [{ text, role: 'user', place: 'message 1' }],
    messages: 1,
    tools: 0,
    attachments: 0,
    tokens: () => Promise.resolve(Math.ceil(text.length / 4)),
    costNanos: () => 0n,
    signal: new AbortController().signal,
  };
}
