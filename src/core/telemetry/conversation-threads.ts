import type { Conversation, Message, MessagePart } from '../../shared/conversation.ts';

/** Threads that are remembered at once: the main conversation and those of agents beside it. */
const MAX_THREADS = 12;

interface Thread {
  /** What each message says (`keyOf`), in order. */
  keys: string[];
}

interface NewPart {
  /** Where what is new begins among the messages that were sent, and which of those are not. */
  readonly isKnown: boolean[];
  readonly known: number;
}

/**
 * Follows a conversation through its calls. Each call is sent the history once more; of it only those messages are new
 * that no thread has: a thread is the messages of a call and its answer. Histories are recognised when they are resent
 * whole, from a later beginning (a sliding window), or with their middle replaced (compaction).
 */
export class ConversationThreads {
  readonly #threads: Thread[] = [];

  /** The messages of this call that are new, and how many that were sent are not. */
  take(conversation: Conversation): { fresh: Message[]; resent: number } {
    const keys = conversation.input.map(keyOf);
    const { thread, part } = this.#bestThread(keys);
    const fresh = conversation.input.filter((_, index) => part.isKnown[index] !== true);
    const answer = conversation.output.map(keyOf);
    const isRepeated = fresh.length === 0 && answer.length > 0 && endsWith(thread?.keys ?? [], answer);
    if (thread !== null) this.#threads.splice(this.#threads.indexOf(thread), 1);
    this.#threads.push({ keys: [...keys, ...answer] });
    if (this.#threads.length > MAX_THREADS) this.#threads.shift();
    return { fresh: isRepeated ? [] : [...fresh, ...conversation.output], resent: part.known };
  }

  #bestThread(keys: readonly string[]): { thread: Thread | null; part: NewPart } {
    let best: { thread: Thread | null; part: NewPart } = {
      thread: null,
      part: { isKnown: keys.map(() => false), known: 0 },
    };
    // From the latest on: of threads that explain a call equally well the latest is the likeliest.
    for (const thread of this.#threads.toReversed()) {
      const part = newPart(thread.keys, keys);
      if (part.known > best.part.known) best = { thread, part };
    }
    return best;
  }
}

/** Which of the messages sent the history has. */
function newPart(history: readonly string[], sent: readonly string[]): NewPart {
  const prefix = commonPrefix(history, sent);
  const head = prefix > 0 ? instructionsAmong(sent) : 0;
  // The history whole, or a call tried again.
  if (prefix > head || prefix === sent.length) return firstKnown(sent.length, prefix);
  const skipped = instructionsAmong(sent);
  const window = overlap(history, sent.slice(skipped));
  if (window > 0) {
    return {
      isKnown: sent.map((key, index) => isKnownAt(history, key, index, skipped, window)),
      known: window,
    };
  }
  return compacted(history, sent, skipped);
}

function isKnownAt(
  history: readonly string[],
  key: string,
  index: number,
  skipped: number,
  window: number,
): boolean {
  return index < skipped ? history.includes(key) : index < skipped + window;
}

/**
 * Messages of the history that were kept when its beginning was replaced. One alone may just say the same again, so they
 * count only where two that follow each other did so before; and what stands last is what is being asked now.
 */
function compacted(history: readonly string[], sent: readonly string[], skipped: number): NewPart {
  const places = new Map(history.map((key, index) => [key, index]));
  const isKnown = sent.map((key, index) => index < skipped && places.has(key));
  for (let index = Math.max(1, skipped + 1); index < sent.length - 1; index += 1) {
    const place = places.get(sent[index] ?? '');
    if (place === undefined || place === 0 || history[place - 1] !== sent[index - 1]) continue;
    isKnown[index - 1] = true;
    isKnown[index] = true;
  }
  return { isKnown, known: isKnown.filter(Boolean).length };
}

function firstKnown(length: number, known: number): NewPart {
  return { isKnown: Array.from({ length }, (_, index) => index < known), known };
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/** The longest end of the history that the messages begin with, by the failure function of Knuth, Morris and Pratt. */
function overlap(history: readonly string[], sent: readonly string[]): number {
  if (sent.length === 0) return 0;
  const failure = new Int32Array(sent.length);
  for (let index = 1, length = 0; index < sent.length; index += 1) {
    while (length > 0 && sent[index] !== sent[length]) length = failure[length - 1] ?? 0;
    if (sent[index] === sent[length]) length += 1;
    failure[index] = length;
  }
  let matched = 0;
  for (const [index, key] of history.entries()) {
    while (matched > 0 && key !== sent[matched]) matched = failure[matched - 1] ?? 0;
    if (key === sent[matched]) matched += 1;
    if (matched === sent.length && index < history.length - 1) matched = failure[matched - 1] ?? 0;
  }
  return matched;
}

/** How many messages at the beginning are instructions: the same words for every conversation of an application. */
function instructionsAmong(keys: readonly string[]): number {
  let count = 0;
  while (keys[count]?.startsWith('system\n') === true) count += 1;
  return count;
}

function endsWith(keys: readonly string[], end: readonly string[]): boolean {
  return (
    end.length <= keys.length && end.every((key, index) => keys[keys.length - end.length + index] === key)
  );
}

/**
 * What a message says, whatever form it is resent in: without ids, names and reasons to stop, without reasoning (which is
 * not resent), results of tools as such whichever role brings them.
 */
function keyOf({ role, parts }: Message): string {
  const said = parts.flatMap(saidBy);
  const isResults = parts.length > 0 && parts.every(({ type }) => type === 'tool_result');
  const by = role === 'developer' ? 'system' : isResults ? 'tool' : role;
  return `${by}\n${said.join('\n')}`;
}

function saidBy(part: MessagePart): string[] {
  switch (part.type) {
    case 'text': {
      const text = part.text.trim();
      return text === '' ? [] : [text];
    }
    case 'reasoning':
      return [];
    case 'tool_call':
      return [`call ${part.name} ${JSON.stringify(parsed(part.arguments))}`];
    case 'tool_result':
      return [`result ${JSON.stringify(parsed(part.result))}`];
    case 'media':
      return [`media ${part.mediaType ?? ''} ${part.description}`];
    case 'other':
      return [JSON.stringify(part.value)];
  }
}

/** Some conventions record structures as they are, others as JSON text. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
