import type { LabelledText } from './labelled-text.ts';
import { pick, type Random } from './random.ts';
import { filled, linesOf, roughened } from './templates.ts';

/*
 * Texts made from the templates in phrases/: what the authors of this project know about attacks and about what only
 * looks like one. They are in the training of every fold and never in what is measured.
 */

/** How many texts are made of each kind. */
const PER_KIND = { harmful: 2_600, harmless: 2_600, injection: 2_200, jailbreak: 1_400, benign: 1_800 };

/** The same texts for the same random numbers. */
export function phrases(random: Random): LabelledText[] {
  const slots = { demand: linesOf('demands'), persona: linesOf('personas'), harm: linesOf('harmful') };
  const fill = (template: string): string => filled(template, slots, random);
  const asks = linesOf('asks');
  const ask = (act: string): string => fill(pick(asks, random)).replace('<act>', () => fill(act));
  const made = (label: LabelledText['label'], count: number, text: () => string): LabelledText[] =>
    Array.from({ length: count }, () => ({ text: roughened(text(), random), label, source: 'phrases' }));
  const [harmful, harmless] = [linesOf('harmful'), linesOf('harmless')];
  const [injection, jailbreak, benign] = [linesOf('injection'), linesOf('jailbreak'), linesOf('benign')];
  return [
    ...made('harmful', PER_KIND.harmful, () => ask(pick(harmful, random))),
    ...made('benign', PER_KIND.harmless, () => ask(pick(harmless, random))),
    ...made('prompt_injection', PER_KIND.injection, () => fill(pick(injection, random))),
    ...made('jailbreak', PER_KIND.jailbreak, () => fill(pick(jailbreak, random))),
    ...made('benign', PER_KIND.benign, () => fill(pick(benign, random))),
  ];
}
