import { abuseClassSchema, type AbuseClass, type AbuseSettings } from '../../shared/guard/index.ts';
import { scoreAbuse, scoreAbuseInTurns, type AbuseScores } from './abuse/index.ts';
import type { CompiledGuard, Deadline, Verdict } from './compiled-guard.ts';
import { describeFindings, FindingTally } from './finding-tally.ts';
import type { GuardText } from './guard.ts';

const CLASSES = abuseClassSchema.options;
/** Characters of all texts of a call together. */
const LONG_TEXT = 16_000;

/** Injection, jailbreaks and requests for harm, by the trained detector. */
export function abuseGuard(settings: AbuseSettings): CompiledGuard {
  const judge = (texts: readonly GuardText[], deadline: Deadline) => judgeTexts(settings, texts, deadline);
  return {
    settings,
    matcher: null,
    checkCall: ({ texts }, deadline) =>
      judge(
        texts.filter(({ role }) => isJudged(role, settings.toolTexts)),
        deadline,
      ),
    checkAnswer: (text, deadline) => judge([{ text, role: 'assistant', place: 'answer' }], deadline),
    holdsStreams: settings.holdStreams,
  };
}

/** What the application wrote itself is not in question; what came from outside is, also as the result of a tool. */
function isJudged(role: GuardText['role'], toolTexts: boolean): boolean {
  return role === 'user' || (toolTexts && (role === 'tool' || role === 'tool_definition'));
}

function judgeTexts(
  settings: AbuseSettings,
  texts: readonly GuardText[],
  deadline: Deadline,
): Verdict | Promise<Verdict> {
  const judged = texts.filter(({ text }) => text.trim() !== '');
  const length = judged.reduce((sum, { text }) => sum + text.length, 0);
  if (length > LONG_TEXT) return judgeInTurns(settings, judged, deadline);
  const scores = judged.map(({ text }) => {
    deadline.check();
    return scoreAbuse(text);
  });
  return verdictOf(settings, judged, scores);
}

/** Long texts take many milliseconds; other calls get their turn in between. */
async function judgeInTurns(
  settings: AbuseSettings,
  texts: readonly GuardText[],
  deadline: Deadline,
): Promise<Verdict> {
  const scores: AbuseScores[] = [];
  for (const { text } of texts) {
    deadline.check();
    scores.push(await scoreAbuseInTurns(text, deadline.signal));
  }
  return verdictOf(settings, texts, scores);
}

function verdictOf(
  { thresholds }: AbuseSettings,
  texts: readonly GuardText[],
  scored: readonly AbuseScores[],
): Verdict {
  const tally = new FindingTally();
  let highest: { score: number; class: AbuseClass } = { score: 0, class: 'abuse' };
  for (const [index, scores] of scored.entries()) {
    for (const name of CLASSES) {
      const threshold = thresholds[name];
      // A class that does not count has no say in what a threshold would have hit.
      if (threshold === null) continue;
      if (scores[name] > highest.score) highest = { score: scores[name], class: name };
      if (scores[name] >= threshold)
        tally.add({ kind: name, score: scores[name] }, texts[index]?.place ?? '');
    }
  }
  const isHit = !tally.isEmpty;
  const findings = tally.findings();
  return {
    score: highest.score,
    findings,
    isHit,
    reason: isHit
      ? describeFindings(findings)
      : `highest score ${highest.score.toFixed(2)} (${highest.class}), below its threshold`,
  };
}
