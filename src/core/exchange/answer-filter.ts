import { AnswerBuilder, type AnswerEvent, type ModelAnswer } from '../dialects/index.ts';
import type { AnswerWatch, Redaction } from '../guardrails/guard.ts';
import type { Judgement } from './judgement.ts';

type TextEvent = Extract<AnswerEvent, { readonly type: 'text' | 'refusal' | 'reasoning' | 'arguments' }>;

/** One text of the answer, as it grows. */
interface Lane {
  readonly key: string;
  readonly first: TextEvent;
  readonly restorers: readonly ReturnType<Redaction['restorer']>[];
}

/**
 * Between an upstream and a caller, step by step: the guards watch what the upstream wrote, then what was replaced in the
 * request is put back. Both may hold back the end of a text until they know what follows; a text is given whole before
 * the next one begins, and before its choice ends.
 */
export class AnswerFilter {
  readonly #watch: AnswerWatch | null;
  readonly #judgement: Judgement;
  /** Arguments of parallel calls may come by turns, and the caller's dialect can say that. */
  readonly #byTurns: boolean;
  readonly #builder = new AnswerBuilder();
  readonly #lanes = new Map<string, Lane>();
  #opened = 0;

  constructor(judgement: Judgement, byTurns: boolean) {
    this.#judgement = judgement;
    this.#watch = judgement.watch;
    this.#byTurns = byTurns;
  }

  /** As the guards released it and before anything was put back: what may be recorded. */
  get answer(): ModelAnswer {
    return this.#builder.answer;
  }

  /**
   * What the caller may have now: the same event alone where nothing of it changes.
   * @throws SignalboxError GUARD_BLOCKED
   */
  async step(event: AnswerEvent): Promise<readonly AnswerEvent[]> {
    const from = performance.now();
    try {
      return await this.#step(event);
    } finally {
      this.#judgement.watchedMs += performance.now() - from;
    }
  }

  /** What is still held back, at the end of the stream. @throws SignalboxError GUARD_BLOCKED */
  async end(): Promise<readonly AnswerEvent[]> {
    const from = performance.now();
    try {
      return await this.#finish(() => true);
    } finally {
      this.#judgement.watchedMs += performance.now() - from;
    }
  }

  async #step(event: AnswerEvent): Promise<readonly AnswerEvent[]> {
    switch (event.type) {
      case 'text':
      case 'refusal':
      case 'reasoning':
      case 'arguments': {
        const before = await this.#finish((lane) => this.#isOver(lane, event));
        return [...before, ...(await this.#write(event))];
      }
      case 'tool_call': {
        const before = await this.#finish((lane) => this.#isOver(lane, event));
        this.#builder.apply(event);
        return [...before, event];
      }
      case 'finish': {
        const before = await this.#finish(({ first }) => first.choice === event.choice);
        this.#builder.apply(event);
        return [...before, event];
      }
      case 'start':
      case 'usage':
      case 'error':
        this.#builder.apply(event);
        return [event];
    }
  }

  #isOver({ first }: Lane, { choice, part }: { choice: number; part: number }): boolean {
    if (first.choice !== choice || first.part === part) return false;
    return first.type !== 'arguments' || !this.#byTurns;
  }

  async #write(event: TextEvent): Promise<readonly AnswerEvent[]> {
    const piece = pieceOf(event);
    if (event.type === 'reasoning' && (event.signature !== null || event.redacted !== null)) {
      // The proof of a thought comes after all of it.
      const thought = piece === '' ? [] : await this.#write({ ...event, signature: null, redacted: null });
      const before = await this.#finish(({ first }) => isSamePart(first, event));
      const proof = piece === '' ? event : { ...event, text: '' };
      this.#builder.apply(proof);
      return [...thought, ...before, proof];
    }
    const name = `${event.choice}/${event.part}`;
    const isFirst = !this.#lanes.has(name);
    const lane = this.#lanes.get(name) ?? this.#open(name, event);
    const watched = this.#watch === null ? piece : await this.#watch.push(lane.key, piece);
    this.#builder.apply(withPiece(event, watched));
    const given = lane.restorers.reduceRight((text, restorer) => restorer.push(text), watched);
    if (given === piece) return [event];
    // Parts are counted, so that the first event of one is told even when all its text is held back.
    return given !== '' || isFirst ? [withPiece(event, given)] : [];
  }

  #open(name: string, first: TextEvent): Lane {
    const encode = first.type === 'arguments' ? insideJson : undefined;
    const restorers = this.#judgement.redactions.map((redaction) => redaction.restorer(encode));
    const lane = { key: `${name}/${this.#opened++}`, first, restorers };
    this.#lanes.set(name, lane);
    return lane;
  }

  async #finish(isOver: (lane: Lane) => boolean): Promise<AnswerEvent[]> {
    const released: AnswerEvent[] = [];
    for (const [name, lane] of this.#lanes) {
      if (!isOver(lane)) continue;
      this.#lanes.delete(name);
      const watched = this.#watch === null ? '' : await this.#watch.finish(lane.key);
      const event = restOf(lane.first, watched);
      if (watched !== '') this.#builder.apply(event);
      const given = lane.restorers.reduceRight(
        (text, restorer) => restorer.push(text) + restorer.finish(),
        watched,
      );
      if (given !== '') released.push(withPiece(event, given));
    }
    return released;
  }
}

function isSamePart(first: TextEvent, { choice, part }: TextEvent): boolean {
  return first.choice === choice && first.part === part;
}

function pieceOf(event: TextEvent): string {
  return event.type === 'arguments' ? event.json : event.text;
}

function withPiece(event: TextEvent, piece: string): TextEvent {
  return event.type === 'arguments' ? { ...event, json: piece } : { ...event, text: piece };
}

function restOf(first: TextEvent, piece: string): TextEvent {
  const rest = withPiece(first, piece);
  return rest.type === 'reasoning' ? { ...rest, signature: null, redacted: null } : rest;
}

/** As it stands between the quotes of a JSON string. */
function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
