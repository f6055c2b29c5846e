import type { Finding, WordList, WordsSettings } from '../../../shared/guard/index.ts';
import type { CompiledGuard } from '../compiled-guard.ts';
import type { GuardText } from '../guard.ts';
import { describeFindings } from '../finding-tally.ts';
import { tallyTexts } from '../place-guard.ts';
import type { TextMatcher } from '../text-matcher.ts';
import { wordMatcher } from './word-matcher.ts';

/** Looks for the words of lists; a user's message that has none of a list of topics is off topic. */
export function wordsGuard(settings: WordsSettings): CompiledGuard {
  const matcher = wordMatcher(settings.lists.filter(({ kind }) => kind !== 'topic'));
  const topics = settings.lists
    .filter(({ kind }) => kind === 'topic')
    .map((list) => ({ list, matcher: wordMatcher([list]) }));
  return {
    settings,
    matcher,
    checkCall({ texts }, deadline) {
      const found = tallyTexts(texts, matcher, deadline).findings();
      const findings = [...found, ...topics.flatMap((topic) => offTopic(topic, texts))];
      return {
        score: findings.reduce((highest, { score }) => Math.max(highest, score), 0),
        findings,
        isHit: findings.length > 0,
        reason: describeFindings(findings),
      };
    },
    checkAnswer: null,
    holdsStreams: false,
  };
}

function offTopic(
  { list, matcher }: { readonly list: WordList; readonly matcher: TextMatcher },
  texts: readonly GuardText[],
): Finding[] {
  const asked = texts.filter(({ role }) => role === 'user');
  const last = asked.at(-1);
  if (last === undefined || asked.some(({ text }) => matcher.scan(text, true).matches.length > 0)) return [];
  return [{ kind: `off_topic_${list.name}`, score: 1, count: 1, place: last.place }];
}
