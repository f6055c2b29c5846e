import { NO_USAGE } from '../../shared/usage.ts';
import type { AnswerEvent, FinishReason, ModelAnswer, Part } from './canonical.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type PartEvent = Extract<AnswerEvent, { readonly part: number }>;

interface GrowingChoice {
  parts: Mutable<Part>[];
  finishReason: FinishReason | null;
}

export interface GrowingAnswer extends Mutable<Omit<ModelAnswer, 'choices'>> {
  choices: GrowingChoice[];
}

export function emptyAnswer(): GrowingAnswer {
  return { id: null, model: null, choices: [], usage: NO_USAGE, serviceTier: null };
}

/** Joins the events of an answer to the answer that they tell, as far as they have come. */
export class AnswerBuilder {
  readonly answer: GrowingAnswer = emptyAnswer();

  apply(event: AnswerEvent): void {
    const { answer } = this;
    switch (event.type) {
      case 'start':
        answer.id ??= event.id;
        answer.model ??= event.model;
        answer.serviceTier ??= event.serviceTier ?? null;
        if (event.systemFingerprint !== undefined) answer.systemFingerprint ??= event.systemFingerprint;
        return;
      case 'usage':
        answer.usage = event.usage;
        return;
      case 'finish':
        this.#choice(event.choice).finishReason = event.reason;
        return;
      case 'error':
        return;
      case 'text':
      case 'refusal':
      case 'reasoning':
      case 'tool_call':
      case 'arguments':
        addToPart(this.#choice(event.choice).parts, event);
    }
  }

  #choice(index: number): GrowingChoice {
    for (;;) {
      const choice = this.answer.choices[index];
      if (choice !== undefined) return choice;
      this.answer.choices.push({ parts: [], finishReason: null });
    }
  }
}

/** Readers number the parts of a choice from 0 without gaps. */
function addToPart(parts: Mutable<Part>[], event: PartEvent): void {
  const part = parts[event.part];
  if (part === undefined) {
    const begun = beginPart(event);
    if (begun !== null) parts.push(begun);
    return;
  }
  if (event.type === 'arguments' && part.type === 'tool_call') part.arguments += event.json;
  if (event.type === 'text' && part.type === 'text') part.text += event.text;
  if (event.type === 'refusal' && part.type === 'refusal') part.text += event.text;
  if (event.type !== 'reasoning' || part.type !== 'reasoning') return;
  part.text += event.text;
  if (event.signature !== null) part.signature = (part.signature ?? '') + event.signature;
  part.redacted ??= event.redacted;
}

function beginPart(event: PartEvent): Mutable<Part> | null {
  switch (event.type) {
    case 'text':
    case 'refusal':
      return { type: event.type, text: event.text };
    case 'reasoning': {
      const { text, signature, redacted } = event;
      return { type: 'reasoning', text, signature, redacted };
    }
    case 'tool_call':
      return { type: 'tool_call', id: event.id, name: event.name, arguments: '' };
    case 'arguments':
      return null;
  }
}
