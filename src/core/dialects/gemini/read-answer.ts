import { AnswerBuilder } from '../answer-builder.ts';
import type { ModelAnswer } from '../canonical.ts';
import { list, record, text } from '../json-fields.ts';
import { AnswerEvents } from './answer-events.ts';

/** Reads a whole GenerateContentResponse; null when it is none, or the model failed to make one. */
export function readAnswer(body: unknown): ModelAnswer | null {
  const response = record(body);
  if (response === null) return null;
  const answered = list(response.candidates).length > 0;
  if (!answered && text(record(response.promptFeedback)?.blockReason) === null) return null;
  const builder = new AnswerBuilder();
  try {
    for (const event of new AnswerEvents().read(response)) {
      if (event.type === 'error') return null;
      builder.apply(event);
    }
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return builder.answer;
}
