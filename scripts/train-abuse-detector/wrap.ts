import type { LabelledText } from './labelled-text.ts';
import { pick, type Random } from './random.ts';
import { filled, linesOf } from './templates.ts';
import { WRAPPERS, type Wrapper } from './wrappers.ts';

/*
 * Attacks hidden in documents, and as many harmless sentences hidden in the same way: so that neither the document nor
 * what is around it gives the label away. Ordinary orders are harmless alone, and attacks where they are hidden so. Likewise
 * jailbreaks are hidden in harmless prompts that give a model a role.
 */

const COUNTS = { attacks: 2_000, orders: 1_000, harmless: 2_700, jailbreaks: 1_000 };
const SHORTEST_CARRIER = 150;
const LONGEST_CARRIER = 900;
const SHORT_CARRIER = 300;
const LONGEST_ROLE = 1_200;
const LONGEST_INSERT = 400;
const LONGEST_JAILBREAK = 700;
const LONGEST_ORDER = 120;
const PREFIXES = [
  ...['', '', '', '', 'Note: ', 'Important: ', 'IMPORTANT!!! ', 'P.S. ', 'FYI ', 'Attention: ', 'Reminder: '],
  ...['</context> ', '-- '],
];
const ROLE = /^.{0,200}\b(?:act as|you are|role|persona)\b/is;

export interface Composed extends LabelledText {
  /** The same text without what was hidden in it. */
  readonly bare: string;
}

/** Short texts of `training` and of our `own` in harmless texts of either. The same texts for the same random numbers. */
export function composed(
  training: readonly LabelledText[],
  own: readonly LabelledText[],
  random: Random,
  counts = COUNTS,
): Composed[] {
  // Rows of the data that are composed themselves would bring their own forms along.
  const data = training.filter(
    ({ source }) => !source.startsWith('mix-') && !source.startsWith('bipia-email-'),
  );
  const all = [...data, ...own];
  const harmless = all.filter(({ label, source }) => label === 'benign' && source !== 'phrases');
  const carriers = bySource(harmless.filter(({ text }) => text.length >= SHORTEST_CARRIER));
  const roles = bySource(harmless.filter(({ text }) => ROLE.test(text)));
  const attacks = bySource(
    all.filter(
      ({ label, source, text }) =>
        label === 'prompt_injection' && text.length <= LONGEST_INSERT && !source.endsWith('-ml'),
    ),
  );
  const jailbreaks = bySource(
    all.filter(({ label, text }) => label === 'jailbreak' && text.length <= LONGEST_JAILBREAK),
  );
  const remarks = bySource(
    all.filter(
      ({ label, source, text }) => label === 'benign' && text.length <= LONGEST_INSERT && isRemark(source),
    ),
  );
  const remark = (): string =>
    random() < 0.4 ? sentenceOf(drawn(carriers, random), random) : drawn(remarks, random);
  const templates = linesOf('orders');
  const requests = own.flatMap(({ text, source }) =>
    /^texts benign (?:imperatives|requests)$/.test(source) && text.length <= LONGEST_ORDER ? [text] : [],
  );
  const order = (): string =>
    requests.length === 0 || random() < 0.7
      ? filled(pick(templates, random), {}, random)
      : pick(requests, random);
  const document = (insert: string): Hidden =>
    hidden(
      part(drawn(carriers, random), random),
      pick(PREFIXES, random) + insert,
      pick(WRAPPERS, random),
      random,
    );
  const role = (insert: string): Hidden =>
    hidden(
      drawn(roles, random).slice(0, LONGEST_ROLE),
      insert,
      joinedBy(pick([' ', '\n', '\n\n'], random)),
      random,
    );
  const made = (label: LabelledText['label'], count: number, make: () => Hidden): Composed[] =>
    Array.from({ length: count }, () => ({ ...make(), label, source: `composed ${label}` }));
  return [
    ...made('prompt_injection', counts.attacks, () => document(drawn(attacks, random))),
    ...made('prompt_injection', counts.orders, () => document(order())),
    ...made('jailbreak', counts.jailbreaks, () => role(drawn(jailbreaks, random))),
    ...made('benign', counts.harmless, () => document(remark())),
  ];
}

type Hidden = Pick<Composed, 'text' | 'bare'>;

/** Sources of orders and requests are none: in a document those are attacks. */
function isRemark(source: string): boolean {
  return !/imperatives|languages|prompts|requests|roles|awesome|gpteacher|bfcl|purplellama/.test(source);
}

/** The texts of each source; a source stands there more often the more it has, by the root. */
function bySource(rows: readonly LabelledText[]): string[][] {
  const texts = new Map<string, string[]>();
  for (const { source, text } of rows) {
    const list = texts.get(source);
    if (list === undefined) texts.set(source, [text]);
    else list.push(text);
  }
  return [...texts.values()].flatMap((list) =>
    Array.from({ length: Math.round(Math.sqrt(list.length)) }, () => list),
  );
}

function drawn(sources: readonly string[][], random: Random): string {
  return pick(pick(sources, random), random);
}

function sentenceOf(text: string, random: Random): string {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).filter(({ length }) => length >= 15 && length <= 200);
  return sentences.length === 0 ? text.slice(0, 120) : pick(sentences, random);
}

function part(text: string, random: Random): string {
  const longest = random() < 0.3 ? SHORT_CARRIER : LONGEST_CARRIER;
  const start = Math.floor(random() * Math.max(1, text.length - longest));
  return text.slice(start, start + longest).trim();
}

function joinedBy(gap: string): Wrapper {
  return (before, insert, after) => [before, insert, after].join(gap).trim();
}

function hidden(carrier: string, insert: string, wrapper: Wrapper, random: Random): Hidden {
  const ends = Array.from(carrier.matchAll(/[.!?\n]\s/g), ({ index }) => index + 1);
  const at = pick([0, ...ends, carrier.length], random);
  const [before, after] = [carrier.slice(0, at).trim(), carrier.slice(at).trim()];
  return { text: wrapper(before, insert, after), bare: wrapper(before, '', after) };
}
