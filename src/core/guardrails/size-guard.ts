import type { Finding, SizeSettings } from '../../shared/guard/index.ts';
import type { CompiledGuard, Verdict } from './compiled-guard.ts';
import type { GuardedCall } from './guard.ts';

/** A code unit of UTF-16 takes at most three bytes of UTF-8, and every token at least one. */
const MOST_TOKENS_A_CHARACTER = 3;
/** No token of o200k stands for more characters. */
const MOST_CHARACTERS_A_TOKEN = 128;
const NANOS = 1e9;

interface Measure {
  readonly kind: string;
  readonly has: number;
  readonly limit: number | null;
}

/** Limits of a request's size. Whatever is known without the tokenizer decides first, and often for it. */
export function sizeGuard(settings: SizeSettings): CompiledGuard {
  return {
    settings,
    matcher: null,
    checkCall: (call) => checkSize(settings, call),
    checkAnswer:
      settings.answerCharacters === null
        ? null
        : (text) =>
            judge(
              [{ kind: 'answer_characters', has: text.length, limit: settings.answerCharacters }],
              'answer',
            ),
    holdsStreams: false,
  };
}

function checkSize(settings: SizeSettings, call: GuardedCall): Verdict | Promise<Verdict> {
  const characters = call.texts.reduce((sum, { text }) => sum + text.length, 0);
  const { tokens: limit } = settings;
  const known: Measure[] = [
    { kind: 'characters', has: characters, limit: settings.characters },
    { kind: 'messages', has: call.messages, limit: settings.messages },
    { kind: 'tools', has: call.tools, limit: settings.tools },
    { kind: 'attachments', has: call.attachments, limit: settings.attachments },
  ];
  if (settings.cost !== null)
    known.push({ kind: 'cost', has: Number(call.costNanos()) / NANOS, limit: settings.cost });
  const verdict = judge(known, 'request');
  if (verdict.isHit || limit === null || characters * MOST_TOKENS_A_CHARACTER <= limit) return verdict;
  const fewest = Math.ceil(characters / MOST_CHARACTERS_A_TOKEN);
  if (fewest > limit) return judge([...known, { kind: 'tokens', has: fewest, limit }], 'request');
  return call.tokens().then((tokens) => judge([...known, { kind: 'tokens', has: tokens, limit }], 'request'));
}

/** The score is how much of the tightest limit is used; 1 is at the limit or above it. */
function judge(measures: readonly Measure[], place: string): Verdict {
  let score = 0;
  const findings: Finding[] = [];
  const reasons: string[] = [];
  for (const { kind, has, limit } of measures) {
    if (limit === null) continue;
    score = Math.max(score, limit === 0 ? Number(has > 0) : Math.min(1, has / limit));
    if (has <= limit) continue;
    findings.push({ kind, score: 1, count: 1, place });
    reasons.push(`${kind.replace('_', ' ')}: ${format(has)}, at most ${format(limit)} allowed`);
  }
  const isHit = findings.length > 0;
  return { score, findings, isHit, reason: isHit ? reasons.join('; ') : 'within the limits' };
}

function format(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toPrecision(3);
}
