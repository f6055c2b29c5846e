import { AnswerBuilder, answerSteps, type ModelAnswer, type Part } from '../dialects/index.ts';
import type { AnswerFilter } from './answer-filter.ts';

/** A whole answer after its way through a filter, and which texts became which. */
export interface FilteredAnswer {
  readonly answer: ModelAnswer;
  /** Empty: nothing changed. */
  readonly texts: ReadonlyMap<string, string>;
}

/** @throws SignalboxError GUARD_BLOCKED */
export async function filterWhole(answer: ModelAnswer, filter: AnswerFilter): Promise<FilteredAnswer> {
  const builder = new AnswerBuilder();
  for (const step of answerSteps(answer)) {
    for (const event of await filter.step(step)) builder.apply(event);
  }
  for (const event of await filter.end()) builder.apply(event);
  const texts = new Map<string, string>();
  answer.choices.forEach(({ parts }, choice) => {
    parts.forEach((part, index) => {
      const before = textOf(part);
      const after = textOf(builder.answer.choices[choice]?.parts[index] ?? part);
      if (before !== after) texts.set(before, after);
    });
  });
  return { answer: builder.answer, texts };
}

function textOf(part: Part): string {
  if (part.type === 'tool_call') return part.arguments;
  return 'text' in part ? part.text : '';
}
