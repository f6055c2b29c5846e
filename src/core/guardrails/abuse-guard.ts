import { abuseClassSchema, type AbuseClass, type AbuseSettings } from '../../shared/guard/index.ts';
import { scoreAbuse, type AbuseDetector, type AbuseScores } from './abuse/index.ts';
import type { CompiledGuard, Deadline, Verdict } from './compiled-guard.ts';
import { describeFindings, FindingTally } from './finding-tally.ts';
import type { GuardText } from './guard.ts';

const CLASSES = abuseClassSchema.options;
/** Injection, jailbreaks and requests for harm, by the trained detector; without one, the texts are judged here and now. */
export function abuseGuard(
  settings: AbuseSettings,
  detector: Pick<AbuseDetector, 'score'> | null,
): CompiledGuard {
  const judge = (texts: readonly GuardText[], deadline: Deadline) =>
    judgeTexts(settings, detector, texts, deadline);
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
  detector: Pick<AbuseDetector, 'score'> | null,
  texts: readonly GuardText[],
  deadline: Deadline,
): Verdict | Promise<Verdict> {
  const judged = texts.filter(({ text }) => text.trim() !== '');
  if (judged.length === 0) return verdictOf(settings, [], []);
  const wanted = judged.map(({ text }) => text);
  if (detector === null) {
    const scores = wanted.map((text) => {
      deadline.check();
      return scoreAbuse(text);
    });
    return verdictOf(settings, judged, scores);
  }
  return detector.score(wanted, deadline.signal).then((scores) => verdictOf(settings, judged, scores));
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
