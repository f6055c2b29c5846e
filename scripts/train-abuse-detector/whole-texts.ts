import { readdirSync } from 'node:fs';
import type { LabelledText } from './labelled-text.ts';
import { linesOf, PHRASES } from './templates.ts';

const LABELS: ReadonlyMap<string, LabelledText['label']> = new Map([
  ['benign', 'benign'],
  ['injection', 'prompt_injection'],
  ['jailbreak', 'jailbreak'],
  ['harmful', 'harmful'],
]);

/**
 * The texts in phrases/texts-<label>-<topic>.txt, one a line, with line feeds written as `\n`: written for this project by
 * people who had not seen the data. Each file counts as a source.
 */
export function wholeTexts(): LabelledText[] {
  return readdirSync(PHRASES)
    .toSorted()
    .flatMap((file) => {
      const [, kind = '', topic = ''] = /^texts-([a-z]+)-?(.*)\.txt$/.exec(file) ?? [];
      const label = LABELS.get(kind);
      if (label === undefined) return [];
      const source = `texts ${kind} ${topic}`.trim();
      return linesOf(file.replace('.txt', '')).map((line) => ({
        text: line.replaceAll('\\n', '\n'),
        label,
        source,
      }));
    });
}
