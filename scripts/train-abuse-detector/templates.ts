import { readFileSync } from 'node:fs';
import { pick, type Random } from './random.ts';

/** Lists of lines that fill the slots of templates, by the slot's name. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** Where the templates and texts lie. */
export const PHRASES = new URL('phrases/', import.meta.url);

/** The lines of a file in phrases/, without comments. */
export function linesOf(name: string): string[] {
  const text = readFileSync(new URL(`${name}.txt`, PHRASES), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('# '));
}

/** `{a|b|}` becomes one of its choices, `<slot>` a line of its list, itself filled in. */
export function filled(template: string, slots: Slots, random: Random): string {
  const withSlots = template.replace(/<(\w+)>/g, (slot, name: string) => {
    const lines = slots[name];
    return lines === undefined ? slot : filled(pick(lines, random), slots, random);
  });
  return withSlots
    .replace(/\{([^{}]*)\}/g, (_, choices: string) => pick(choices.split('|'), random))
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** People write in small letters, shout, leave out the last sign and mistype. */
export function roughened(text: string, random: Random): string {
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
