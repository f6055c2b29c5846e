import type { LabelledText } from './labelled-text.ts';
import { pick, type Random } from './random.ts';
import { filled, linesOf, roughened } from './templates.ts';

const COUNT = 1_200;
const MOST_RULES = 6;
const GAPS = [' ', ' ', '\n', '\n\n', '\n- '];

/** Harmless prompts that give a model a role and rules: the form of many jailbreaks, without what makes them one. */
export function rolePrompts(random: Random): LabelledText[] {
  const [openings, roles, rules] = [linesOf('role-openings'), linesOf('roles'), linesOf('role-rules')];
  const fill = (lines: readonly string[]): string =>
    filled(pick(lines, random), { role: roles }, random).replace(/\ban? (?=an? )/g, '');
  return Array.from({ length: COUNT }, () => {
    const opening = fill(openings);
    const said = Array.from({ length: Math.floor(random() * (MOST_RULES + 1)) }, () => fill(rules));
    const parts = random() < 0.8 ? [opening, ...said] : [...said, opening];
    const text = parts.join(pick(GAPS, random)).replaceAll('\\n', '\n');
    return { text: roughened(text, random), label: 'benign', source: 'texts benign roles' };
  });
}
