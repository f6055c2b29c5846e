import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { resourcePath } from '../../resources.ts';
import { judgeInParts, judgeText, type AbuseScores } from './judge-text.ts';
import { readLexicon, type Lexicon } from './lexicon.ts';
import { readModel, type AbuseModel } from './model-file.ts';

/** A text up to this length is judged at once, in a few milliseconds. */
const SHORT_TEXT = 16_000;

let loaded: { model: AbuseModel; lexicon: Lexicon } | null = null;

/**
 * How likely a text is an attempt at prompt injection, a jailbreak or a request for harm, by the model in
 * resources/abuse-detector (see its model-card.md). The same text always scores the same. The first call reads the model
 * (some tens of milliseconds); then a text of 1,000 characters takes about a millisecond. Of a text longer than
 * 200,000 characters the beginning is read.
 */
export function scoreAbuse(text: string): AbuseScores {
  const { model, lexicon } = resources();
  return judgeText(text, model, lexicon);
}

/** The same for texts that may be long: others get their turn after every 16,000 characters. */
export async function scoreAbuseInTurns(text: string, signal?: AbortSignal): Promise<AbuseScores> {
  if (text.length <= SHORT_TEXT) return scoreAbuse(text);
  const { model, lexicon } = resources();
  const judging = judgeInParts(text, model, lexicon);
  for (;;) {
    const step = judging.next();
    if (step.done === true) return step.value;
    await setImmediate();
    signal?.throwIfAborted();
  }
}

function resources(): { model: AbuseModel; lexicon: Lexicon } {
  loaded ??= {
    model: readModel(readFileSync(resourcePath('abuse-detector/model.bin'))),
    lexicon: readLexicon(
      readFileSync(resourcePath('abuse-detector/words.bin')),
      readFileSync(resourcePath('abuse-detector/concepts.txt'), 'utf8'),
    ),
  };
  return loaded;
}
