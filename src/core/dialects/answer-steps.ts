import type { AnswerEvent, ModelAnswer, Part } from './canonical.ts';

/** A whole answer, told as a stream would tell it. */
export function answerSteps(answer: ModelAnswer): AnswerEvent[] {
  const { id, model, serviceTier, systemFingerprint, usage } = answer;
  const fingerprint = systemFingerprint === undefined ? {} : { systemFingerprint };
  const steps: AnswerEvent[] = [{ type: 'start', id, model, serviceTier, ...fingerprint }];
  answer.choices.forEach(({ parts, finishReason }, choice) => {
    parts.forEach((part, index) => steps.push(...partSteps(part, { choice, part: index })));
    if (finishReason !== null) steps.push({ type: 'finish', choice, reason: finishReason });
  });
  steps.push({ type: 'usage', usage });
  return steps;
}

function partSteps(part: Part, at: { choice: number; part: number }): AnswerEvent[] {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return [{ type: part.type, ...at, text: part.text }];
    case 'reasoning': {
      const { text, signature, redacted } = part;
      return [{ type: 'reasoning', ...at, text, signature, redacted }];
    }
    case 'tool_call': {
      const { id, name } = part;
      return [
        { type: 'tool_call', ...at, id, name },
        { type: 'arguments', ...at, json: part.arguments },
      ];
    }
    case 'image':
    case 'media':
    case 'tool_result':
      // Not what models answer; kept as an empty text, so that parts are still counted without gaps.
      return [{ type: 'text', ...at, text: '' }];
  }
}
