import type { GuardSettings } from '../../shared/guard/index.ts';
import type { CompiledGuard, Deadline, Verdict } from './compiled-guard.ts';
import { FindingTally } from './finding-tally.ts';
import type { GuardText } from './guard.ts';
import { coverMatches, narrowMatcher, type TextMatcher } from './text-matcher.ts';

/** A guard that finds places in texts. */
export function placeGuard(settings: GuardSettings, matcher: TextMatcher): CompiledGuard {
  return {
    settings,
    matcher,
    checkCall: ({ texts }, deadline) => tallyTexts(texts, matcher, deadline).verdict(),
    checkAnswer: null,
    holdsStreams: false,
  };
}

/** What a matcher finds in the texts of a call. */
export function tallyTexts(
  texts: readonly GuardText[],
  matcher: TextMatcher,
  deadline: Deadline,
): FindingTally {
  const tally = new FindingTally();
  for (const { text, place } of texts) {
    for (const match of coverMatches(matcher.scan(text, true).matches)) {
      if (!match.isRest) tally.add(match, place);
    }
    deadline.check();
  }
  return tally;
}

/** Only the kinds that are asked for (none named: all), and only what is sure enough. */
export function wantedMatches(
  matcher: TextMatcher,
  { kinds, threshold }: { readonly kinds: readonly string[]; readonly threshold: number },
): TextMatcher {
  const wanted = new Set(kinds);
  return narrowMatcher(
    matcher,
    ({ kind, score }) => score >= threshold && (wanted.size === 0 || wanted.has(kind)),
  );
}

/** A verdict that finds nothing. */
export function nothingFound(reason: string): Verdict {
  return { score: null, findings: [], isHit: false, reason };
}
