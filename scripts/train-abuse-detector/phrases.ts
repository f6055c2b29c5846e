import { readFileSync } from 'node:fs';
import type { LabelledText } from './labelled-text.ts';
import { pick, type Random } from './random.ts';

/*
 * Texts made from the templates in phrases/: what the authors of this project know about attacks and about what only
 * looks like one. They are in the training of every fold and never in what is measured.
 */

/** How many texts are made of each kind. */
const PER_KIND = { harmful: 2_600, harmless: 2_600, injection: 2_200, jailbreak: 1_400, benign: 1_800 };

/** The same texts for the same random numbers. */
export function phrases(random: Random): LabelledText[] {
  const slots = new Map(['demands', 'personas', 'harmful'].map((name) => [name, linesOf(name)]));
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

function linesOf(name: string): string[] {
  const text = readFileSync(new URL(`phrases/${name}.txt`, import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
}

/** `{a|b|}` becomes one of its choices, `<demand>`, `<persona>` and `<harm>` a line of their lists. */
function filled(template: string, slots: ReadonlyMap<string, string[]>, random: Random): string {
  const SLOTS: Record<string, string> = {
    '<demand>': 'demands',
    '<persona>': 'personas',
    '<harm>': 'harmful',
  };
  const withSlots = template.replace(/<(?:demand|persona|harm)>/g, (slot) => {
    const lines = slots.get(SLOTS[slot] ?? '') ?? [];
    return filled(pick(lines, random), slots, random);
  });
  return withSlots
    .replace(/\{([^{}]*)\}/g, (_, choices: string) => pick(choices.split('|'), random))
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** People write in small letters, shout, leave out the last sign and mistype. */
function roughened(text: string, random: Random): string {
  const dice = random();
  if (dice < 0.12) return text.toLowerCase();
  if (dice < 0.15) return text.toUpperCase();
  if (dice < 0.3) return text.replace(/[.?!]$/, '');
  if (dice > 0.08 && dice < 0.38) return swapped(text, random);
  return text;
}

function swapped(text: string, random: Random): string {
  const at = 1 + Math.floor(random() * (text.length - 2));
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}
