import type { AnswerEvent } from '../canonical.ts';
import type { DecodedEvent, StreamDecoder } from '../event-stream-reader.ts';
import { boundedIndex, list, record, text } from '../json-fields.ts';
import { errorMessage } from './error-body.ts';
import { readFinishReason } from './finish-reasons.ts';
import { reasoningText } from './read-answer.ts';
import { readUsage } from './usage.ts';

/** Which parts of a choice have begun. */
interface ChoiceState {
  parts: number;
  /** The part that is being written, for text of one kind in several chunks. */
  current: { type: 'text' | 'refusal' | 'reasoning'; part: number } | null;
  /** Parts of tool calls by the index that the vendor gives them. */
  readonly tools: Map<number, number>;
}

const DONE: DecodedEvent = { events: [], usageOnly: false, end: true };

/**
 * The chunks of a chat completion stream. Tool calls are joined by their index: id and name usually come only with
 * the first fragment.
 */
export class ChunkDecoder implements StreamDecoder {
  readonly endRequired = false;
  readonly #choices = new Map<number, ChoiceState>();
  #started = false;

  decode(data: string): DecodedEvent {
    if (data === '[DONE]') return DONE;
    const chunk = record(JSON.parse(data));
    if (chunk === null) throw new SyntaxError('an event is not a JSON object');
    const events: AnswerEvent[] = [];
    this.#start(chunk, events);
    const error = streamError(chunk);
    if (error !== null) events.push(error);
    const choices = list(chunk.choices);
    for (const choice of choices) this.#choice(record(choice), events);
    const hasUsage = record(chunk.usage) !== null;
    if (hasUsage) events.push({ type: 'usage', usage: readUsage(chunk.usage) });
    return {
      events,
      usageOnly: hasUsage && Array.isArray(chunk.choices) && choices.length === 0,
      end: false,
    };
  }

  #start(chunk: Record<string, unknown>, events: AnswerEvent[]): void {
    if (this.#started) return;
    // Azure begins with an event about its filters, whose id and model are empty.
    const id = chunk.id === '' ? null : text(chunk.id);
    const model = chunk.model === '' ? null : text(chunk.model);
    if (id === null && model === null) return;
    this.#started = true;
    const systemFingerprint = text(chunk.system_fingerprint);
    const serviceTier = text(chunk.service_tier);
    const fingerprint = systemFingerprint === null ? {} : { systemFingerprint };
    events.push({ type: 'start', id, model, serviceTier, ...fingerprint });
  }

  #choice(given: Record<string, unknown> | null, events: AnswerEvent[]): void {
    if (given === null) return;
    const choice = boundedIndex(given.index);
    const state = this.#state(choice);
    const delta = record(given.delta);
    if (delta !== null) {
      const thought = reasoningText(delta);
      if (thought !== '') {
        const part = partOf(state, 'reasoning');
        events.push({ type: 'reasoning', choice, part, text: thought, signature: null, redacted: null });
      }
      const content = text(delta.content) ?? '';
      if (content !== '') events.push({ type: 'text', choice, part: partOf(state, 'text'), text: content });
      const refusal = text(delta.refusal) ?? '';
      if (refusal !== '') {
        events.push({ type: 'refusal', choice, part: partOf(state, 'refusal'), text: refusal });
      }
      list(delta.tool_calls).forEach((call, at) => toolCall(state, choice, record(call), at, events));
    }
    const reason = readFinishReason(text(given.finish_reason));
    if (reason !== null) events.push({ type: 'finish', choice, reason });
  }

  #state(choice: number): ChoiceState {
    const known = this.#choices.get(choice);
    if (known !== undefined) return known;
    const state: ChoiceState = { parts: 0, current: null, tools: new Map() };
    this.#choices.set(choice, state);
    return state;
  }
}

function partOf(state: ChoiceState, type: 'text' | 'refusal' | 'reasoning'): number {
  if (state.current?.type !== type) state.current = { type, part: state.parts++ };
  return state.current.part;
}

function toolCall(
  state: ChoiceState,
  choice: number,
  call: Record<string, unknown> | null,
  position: number,
  events: AnswerEvent[],
): void {
  if (call === null) return;
  const index = boundedIndex(call.index ?? position);
  const given = record(call.function) ?? record(call.custom);
  let part = state.tools.get(index);
  if (part === undefined) {
    part = state.parts++;
    state.tools.set(index, part);
    state.current = null;
    const id = text(call.id) ?? `call_${choice}_${index}`;
    events.push({ type: 'tool_call', choice, part, id, name: text(given?.name) ?? '' });
  }
  const json = text(given?.arguments) ?? text(given?.input) ?? '';
  if (json !== '') events.push({ type: 'arguments', choice, part, json });
}

function streamError(chunk: Record<string, unknown>): AnswerEvent | null {
  const given = chunk.error;
  if (given === undefined || given === null) return null;
  const { code, type } = record(given) ?? {};
  const kind = [code, type].find((name) => typeof name === 'string' || typeof name === 'number');
  return {
    type: 'error',
    errorType: kind === undefined ? 'error' : String(kind),
    message: errorMessage(chunk) ?? 'The provider sent an error in its stream.',
  };
}
