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
    deadline.check();
    const { matches, below = 0 } = matcher.scan(text, true);
    for (const match of coverMatches(matches)) {
      if (!match.isRest) tally.add(match, place);
    }
    tally.addBelow(below);
  }
  return tally;
}

/** Only the kinds that are asked for (none named: all), and only what is sure enough; of the rest the highest score. */
export function wantedMatches(
  matcher: TextMatcher,
  { kinds, threshold }: { readonly kinds: readonly string[]; readonly threshold: number },
): TextMatcher {
  const wanted = new Set(kinds);
  const ofKinds = wanted.size === 0 ? matcher : narrowMatcher(matcher, ({ kind }) => wanted.has(kind));
  return {
    scan(text, isWhole, part) {
      const { matches, settled } = ofKinds.scan(text, isWhole, part);
      const sure = matches.filter(({ score }) => score >= threshold);
      if (sure.length === matches.length) return { matches, settled };
      const below = matches.reduce(
        (highest, { score }) => (score < threshold ? Math.max(highest, score) : highest),
        0,
      );
      return { matches: sure, settled, below };
    },
  };
}

/** A verdict that finds nothing. */
export function nothingFound(reason: string): Verdict {
  return { score: null, findings: [], isHit: false, reason };
}
