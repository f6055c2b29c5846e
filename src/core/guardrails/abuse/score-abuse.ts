import { readFileSync } from 'node:fs';
import { resourcePath } from '../../resources.ts';
import { judgeText, type AbuseScores } from './judge-text.ts';
import { readModel, type AbuseModel } from './model-file.ts';
import { readWordVectors, type WordVectors } from './word-vectors.ts';

let loaded: { model: AbuseModel; vectors: WordVectors } | null = null;

/**
 * How likely a text is an attempt at prompt injection, a jailbreak or a request for harm, by the model in
 * resources/abuse-detector (see its model-card.md). The same text always scores the same. The first call reads the model
 * (some tens of milliseconds); then a text of 1,000 characters takes less than a millisecond. Of longer texts the first
 * 20,000 words and signs are read.
 */
export function scoreAbuse(text: string): AbuseScores {
  loaded ??= {
    model: readModel(readFileSync(resourcePath('abuse-detector/model.bin'))),
    vectors: readWordVectors(readFileSync(resourcePath('abuse-detector/words.bin'))),
  };
  return judgeText(text, loaded.model, loaded.vectors);
}
