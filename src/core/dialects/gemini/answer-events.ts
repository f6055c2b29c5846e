import { randomBytes } from 'node:crypto';
import type { AnswerEvent, FinishReason } from '../canonical.ts';
import { boundedIndex, list, record, text } from '../json-fields.ts';
import { toCanonicalSignature } from './signature.ts';
import { readUsage } from './usage.ts';

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  LANGUAGE: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
  IMAGE_RECITATION: 'content_filter',
  CONTINUATION: 'pause',
};

type PartKind = 'text' | 'reasoning' | 'tool_call';

interface ChoiceState {
  /** Parts begun so far; the last one may still grow. */
  parts: number;
  last: PartKind | null;
  signed: boolean;
  calls: number;
  finished: boolean;
}

/**
 * Reads GenerateContentResponse objects, the one of a whole answer or those of a stream, as events of one answer.
 * @throws SyntaxError for what a canonical answer cannot hold, such as images
 */
export class AnswerEvents {
  readonly #choices: ChoiceState[] = [];
  #id: string | null = null;
  #started = false;

  read(response: Record<string, unknown>): AnswerEvent[] {
    const events: AnswerEvent[] = [];
    this.#start(response, events);
    for (const given of list(response.candidates)) {
      const candidate = record(given);
      if (candidate !== null) this.#readParts(candidate, events);
    }
    if (record(response.usageMetadata) !== null) {
      events.push({ type: 'usage', usage: readUsage(response.usageMetadata) });
    }
    this.#finish(response, events);
    return events;
  }

  #start(response: Record<string, unknown>, events: AnswerEvent[]): void {
    if (this.#started) return;
    this.#started = true;
    this.#id = text(response.responseId);
    const serviceTier = text(record(response.usageMetadata)?.serviceTier);
    events.push({ type: 'start', id: this.#id, model: text(response.modelVersion), serviceTier });
  }

  #readParts(candidate: Record<string, unknown>, events: AnswerEvent[]): void {
    const choice = boundedIndex(candidate.index);
    const state = this.#state(choice);
    for (const given of list(record(candidate.content)?.parts)) {
      const part = record(given);
      if (part === null) continue;
      if (record(part.functionCall) !== null) this.#readCall(choice, state, part, events);
      else if (typeof part.text === 'string') readText(choice, state, part, part.text, events);
      else
        throw new SyntaxError(`the answer holds ${Object.keys(part).join(', ')}, which cannot be passed on`);
    }
  }

  #readCall(choice: number, state: ChoiceState, part: Record<string, unknown>, events: AnswerEvent[]): void {
    const call = record(part.functionCall);
    addSignature(choice, state, part, events);
    const position = beginPart(state, 'tool_call');
    // Models before 3 give calls no id; callers need one to answer them.
    const id = text(call?.id) ?? `call_${this.#id ?? randomBytes(9).toString('hex')}_${state.calls}`;
    state.calls++;
    events.push({ type: 'tool_call', choice, part: position, id, name: text(call?.name) ?? '' });
    events.push({
      type: 'arguments',
      choice,
      part: position,
      json: JSON.stringify(record(call?.args) ?? {}),
    });
  }

  #finish(response: Record<string, unknown>, events: AnswerEvent[]): void {
    const candidates = list(response.candidates);
    if (candidates.length === 0 && text(record(response.promptFeedback)?.blockReason) !== null) {
      this.#finishChoice(0, 'content_filter', events);
    }
    for (const given of candidates) {
      const candidate = record(given);
      const reason = text(candidate?.finishReason);
      if (candidate === null || reason === null || reason === 'FINISH_REASON_UNSPECIFIED') continue;
      const choice = boundedIndex(candidate.index);
      const known = FINISH_REASONS[reason];
      if (known === undefined) {
        // What is left are failures of the model: a broken tool call, for example.
        const message = text(candidate.finishMessage) ?? `The model ended with ${reason}.`;
        events.push({ type: 'error', errorType: reason, message });
      } else {
        const called = known === 'stop' && this.#state(choice).calls > 0;
        this.#finishChoice(choice, called ? 'tool_calls' : known, events);
      }
    }
  }

  #finishChoice(choice: number, reason: FinishReason, events: AnswerEvent[]): void {
    const state = this.#state(choice);
    if (state.finished) return;
    state.finished = true;
    events.push({ type: 'finish', choice, reason });
  }

  #state(choice: number): ChoiceState {
    const found = this.#choices[choice];
    if (found !== undefined) return found;
    const state: ChoiceState = { parts: 0, last: null, signed: false, calls: 0, finished: false };
    this.#choices[choice] = state;
    return state;
  }
}

function readText(
  choice: number,
  state: ChoiceState,
  part: Record<string, unknown>,
  given: string,
  events: AnswerEvent[],
): void {
  if (given !== '') {
    const kind = part.thought === true ? 'reasoning' : 'text';
    const position = continuePart(state, kind);
    if (kind === 'text') events.push({ type: 'text', choice, part: position, text: given });
    else {
      events.push({
        type: 'reasoning',
        choice,
        part: position,
        text: given,
        signature: null,
        redacted: null,
      });
    }
  }
  addSignature(choice, state, part, events);
}

/** On the thought before it if that has none yet, else as a thought without words. */
function addSignature(
  choice: number,
  state: ChoiceState,
  part: Record<string, unknown>,
  events: AnswerEvent[],
): void {
  const given = text(part.thoughtSignature);
  if (given === null) return;
  const position = continuePart(state, 'reasoning');
  state.signed = true;
  const signature = toCanonicalSignature(given);
  events.push({ type: 'reasoning', choice, part: position, text: '', signature, redacted: null });
}

/** A signed thought is closed. */
function continuePart(state: ChoiceState, kind: PartKind): number {
  const continues = state.last === kind && !(kind === 'reasoning' && state.signed);
  return continues ? state.parts - 1 : beginPart(state, kind);
}

function beginPart(state: ChoiceState, kind: PartKind): number {
  state.last = kind;
  state.signed = false;
  state.parts++;
  return state.parts - 1;
}
