import { readFileSync } from 'node:fs';
import { readLexicon, type Lexicon } from '../../src/core/guardrails/abuse/lexicon.ts';
import { resourcePath } from '../../src/core/resources.ts';
import { bagOf, passageKey, type Bag } from './bag.ts';
import { isOurs } from './families.ts';
import type { LabelledText } from './labelled-text.ts';
import { phrases } from './phrases.ts';
import { seededRandom } from './random.ts';
import { readData } from './read-data.ts';
import { rolePrompts } from './role-prompts.ts';
import { SEED } from './seed.ts';
import { wholeTexts } from './whole-texts.ts';
import { composed, type Composed } from './wrap.ts';

export interface Lessons {
  /** The data, then our own texts. */
  readonly rows: readonly LabelledText[];
  readonly bags: readonly Bag[];
  /** Texts composed of our own and of those that may be trained with. */
  readonly more: (training: readonly LabelledText[]) => Bag[];
}

/** What it learns from with the data in a folder. */
export function lessonsFrom(folder: string): Lessons {
  return lessonsOf(
    readData(folder),
    readLexicon(
      readFileSync(resourcePath('abuse-detector/words.bin')),
      readFileSync(resourcePath('abuse-detector/concepts.txt'), 'utf8'),
    ),
  );
}

function lessonsOf(data: readonly LabelledText[], lexicon: Lexicon): Lessons {
  const own = [...phrases(seededRandom(SEED)), ...wholeTexts(), ...rolePrompts(seededRandom(SEED))];
  const rows = [...data, ...own];
  return {
    rows,
    bags: rows.map((row) => bagOf(row, lexicon)),
    more: (training) =>
      composed(
        training.filter(({ source }) => !isOurs(source)),
        own,
        seededRandom(SEED),
      ).map((row) => composedBag(row, lexicon)),
  };
}

/** Of an attack only the passages that have a part of what was hidden: which they are is known here. */
function composedBag(row: Composed, lexicon: Lexicon): Bag {
  const bag = bagOf(row, lexicon);
  if (row.label === 'benign') return bag;
  const bare = new Set(bagOf({ ...row, text: row.bare }, lexicon).passages.map(passageKey));
  const passages = bag.passages.filter((passage) => !bare.has(passageKey(passage)));
  return passages.length === 0 ? bag : { ...bag, passages };
}
