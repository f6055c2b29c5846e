import type { Random } from './random.ts';
import { keywords, subjectOf } from './subject.ts';

const OPENINGS = [
  'Here is a short answer about {subject}.',
  'The main thing to know about {subject} is that the details depend on the goal.',
  'Good question. With {subject}, it helps to start from what has to be true at the end.',
  'In short, {subject} comes down to a few decisions that are easier to make early.',
  'Yes, and {subject} is simpler than it first looks.',
];

const POINTS = [
  'Start with the smallest version that can be checked against real input, and widen it only when that works.',
  'Measure before changing anything; the slow part is often not where people expect it.',
  'Write down the assumption behind {detail}, because it is the part that will change first.',
  'Keep {detail} separate from the rest, so that each can be tested by itself.',
  'A limit on {detail} prevents most of the surprises that show up under load.',
  'If two options look equal, choose the one that is easier to undo.',
  'Most failures here come from retries that repeat work which had already succeeded.',
  'Agree on the names first; a shared word for {detail} saves more time than any tool.',
  'For day-to-day use, a plain checklist works better than a long document.',
  'Costs grow with the length of the history, so trim what the next step does not need.',
  'Keep the old path available until the new one has run for a full week without a fault.',
  'When {detail} is uncertain, ask for one concrete example and work from that.',
  'The usual trade-off is between latency and accuracy, and both can be measured.',
  'Review {detail} once a month; it drifts slowly enough that nobody notices otherwise.',
];

const CLOSINGS = [
  'If you share more about {detail}, I can make this more specific.',
  'That should be enough to get going; the rest follows from the first result.',
  'Let me know which of these matters most and I will go into detail.',
  'A small experiment this week would settle most of what is still open.',
];

/** An answer in words to a prompt: its form follows what is asked, its content the seed. */
export function writeProse(prompt: string, random: Random): string {
  if (/\b(code|function|script|typescript|python|sql|regex|implement)\b/i.test(prompt)) {
    return writeCode(prompt, random);
  }
  if (/\b(classif\w*|sentiment|categor\w*|label|yes or no|one word)\b/i.test(prompt)) {
    return random.pick(['Positive', 'Neutral', 'Negative', 'Billing', 'Technical question']);
  }
  const speaker = new Speaker(prompt, random);
  if (/\b(list|steps|ideas|options|bullet|plan|checklist|ways)\b/i.test(prompt))
    return writeList(speaker, random);
  if (/\b(summar\w*|tl;?dr|shorten|recap)\b/i.test(prompt)) {
    return `Summary: ${speaker.say('The text is about {subject}.')} ${speaker.points(random.between(2, 3)).join(' ')}`;
  }
  return [
    `${speaker.opening()} ${speaker.points(random.between(2, 4)).join(' ')}`,
    `${speaker.points(random.between(1, 3)).join(' ')} ${speaker.closing()}`,
  ].join('\n\n');
}

/** The answer that follows a tool's result: it repeats what the tool found. */
export function writeToolSummary(prompt: string, results: readonly string[], random: Random): string {
  const subject = subjectOf(prompt, 'your question');
  const found = results.map((result) => `- ${describeResult(result)}`).join('\n');
  const opening = random.pick([
    `I checked ${subject}. This is what came back:`,
    `Here is what I found about ${subject}:`,
    `The lookup for ${subject} is done:`,
  ]);
  const closing = random.pick([
    'Tell me if you want me to act on it.',
    'Nothing else needs to be done for now.',
    'I can look further back if that helps.',
  ]);
  return `${opening}\n\n${found}\n\n${closing}`;
}

class Speaker {
  readonly #subject: string;
  readonly #details: readonly string[];
  readonly #points: string[];
  readonly #random: Random;

  constructor(prompt: string, random: Random) {
    this.#subject = subjectOf(prompt);
    this.#details = [this.#subject, 'the first step', 'each handover', 'the input', 'the schedule'];
    this.#points = random.some(POINTS, POINTS.length);
    this.#random = random;
  }

  say(template: string): string {
    return template
      .replaceAll('{subject}', this.#subject)
      .replaceAll('{detail}', () => this.#random.pick(this.#details));
  }

  opening(): string {
    return this.say(this.#random.pick(OPENINGS));
  }

  closing(): string {
    return this.say(this.#random.pick(CLOSINGS));
  }

  /** The next few points; none is made twice. */
  points(count: number): string[] {
    return this.#points.splice(0, count).map((point) => this.say(point));
  }
}

function writeList(speaker: Speaker, random: Random): string {
  const points = speaker.points(random.between(3, 6));
  return `${speaker.opening()}\n\n${points.map((point, index) => `${index + 1}. ${point}`).join('\n')}`;
}

function writeCode(prompt: string, random: Random): string {
  const words = keywords(prompt).filter((word) => /^[a-z]+$/.test(word));
  const noun =
    words.find((word) => !/^(code|function|script|typescript|python|sql|implement)$/.test(word)) ?? 'item';
  const name = `${random.pick(['parse', 'collect', 'find', 'merge'])}${noun[0]?.toUpperCase()}${noun.slice(1)}`;
  const code = [
    `function ${name}(values: readonly string[]): Map<string, number> {`,
    '  const counts = new Map<string, number>();',
    '  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);',
    '  return counts;',
    '}',
  ];
  const remark = random.pick([
    'It reads the input once and keeps the order of first appearance.',
    'Empty input gives an empty map, so callers need no special case.',
    'Sort the entries afterwards if the order matters.',
  ]);
  return `This does it:\n\n\`\`\`ts\n${code.join('\n')}\n\`\`\`\n\n${remark}`;
}

function describeResult(result: string): string {
  const flat = result.replace(/\s+/g, ' ').trim();
  return flat.length <= 240 ? flat : `${flat.slice(0, 237)}...`;
}
