import type { LabelledText } from './labelled-text.ts';
import { pick, type Random } from './random.ts';

/*
 * Attacks hidden in documents, and as many harmless sentences hidden in the same way: so that neither the document nor
 * what is around it gives the label away.
 */

const ATTACKS = 900;
const HARMLESS = 1_600;
const LONGEST_CARRIER = 900;
const SHORTEST_CARRIER = 150;

type Wrapper = (before: string, insert: string, after: string) => string;

const plain: Wrapper = (before, insert, after) => `${before} ${insert} ${after}`.trim();

const WRAPPERS: readonly Wrapper[] = [
  plain,
  (before, insert, after) => `${before}\n\n${insert}\n\n${after}`.trim(),
  (before, insert, after) => `Summarise this document for me:\n\n${plain(before, insert, after)}`,
  (before, insert, after) => `${plain(before, insert, after)}\n\nWhat are the key points of the text above?`,
  (before, insert, after) =>
    `Documents:\n[1] ${plain(before, insert, after)}\n\nAnswer with these documents only: what is it about?`,
  (before, insert, after) =>
    `<html><head><title>Page</title></head><body><p>${before}</p><!-- ${insert} --><p>${after}</p></body></html>`,
  (before, insert, after) =>
    `<article>${before}<span style="font-size:0;color:#fff">${insert}</span>${after}</article>`,
  (before, insert, after) =>
    JSON.stringify({
      tool_call_id: 'call_1',
      result: { title: 'Result', body: plain(before, insert, after) },
    }),
  (before, insert, after) =>
    `From: sam@example.org\nTo: me@example.org\nSubject: Re: update\n\n${before}\n${insert}\n${after}`,
  (before, insert, after) =>
    `def load(path):\n    """${before}"""\n    # ${insert}\n    return open(path).read()\n# ${after}`,
  (before, insert) =>
    JSON.stringify({ name: 'lookup', description: `${insert} ${before}`, parameters: { type: 'object' } }),
  (before, insert, after) => `User: can you look this up?\nTool: ${plain(before, insert, after)}\nAssistant:`,
];

/** `phrases` are put into texts of `rows` that are harmless. The same texts for the same random numbers. */
export function wrapped(
  rows: readonly LabelledText[],
  phrases: readonly LabelledText[],
  random: Random,
): LabelledText[] {
  const carriers = rows.filter(({ label, text }) => label === 'benign' && text.length >= SHORTEST_CARRIER);
  const attacks = phrases.filter(({ label }) => label === 'prompt_injection');
  const harmless = phrases.filter(({ label }) => label === 'benign');
  const made = (label: LabelledText['label'], from: readonly LabelledText[], count: number): LabelledText[] =>
    Array.from({ length: count }, () => ({
      text: hidden(pick(carriers, random).text, pick(from, random).text, random),
      label,
      source: 'wrapped phrases',
    }));
  return [...made('prompt_injection', attacks, ATTACKS), ...made('benign', harmless, HARMLESS)];
}

function hidden(carrier: string, insert: string, random: Random): string {
  const start = Math.floor(random() * Math.max(1, carrier.length - LONGEST_CARRIER));
  const text = carrier.slice(start, start + LONGEST_CARRIER).trim();
  const ends = Array.from(text.matchAll(/[.!?\n]\s/g), ({ index }) => index + 1);
  const at = pick([0, ...ends, text.length], random);
  return pick(WRAPPERS, random)(text.slice(0, at).trim(), insert, text.slice(at).trim());
}
