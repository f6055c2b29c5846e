import type { RequestFields } from '../ingress.ts';
import { list, record } from '../json-fields.ts';
import { atMost } from '../rewrite/edit-request.ts';

/** The least that the API takes as a budget of thought. */
const LEAST_THOUGHT = 1024;

/** What rules may change in a Messages request. */
export const messagesFields: RequestFields = {
  parameters: { temperature: 'temperature', topP: 'top_p', topK: 'top_k', serviceTier: 'service_tier' },
  capTokens: (body, tokens) => {
    const limit = atMost(body.max_tokens, tokens);
    body.max_tokens = limit;
    // Thought counts towards the limit, and the API refuses a budget that fills it.
    const thinking = record(body.thinking);
    if (typeof thinking?.budget_tokens !== 'number' || thinking.budget_tokens < limit) return;
    body.thinking = limit > LEAST_THOUGHT ? { ...thinking, budget_tokens: limit - 1 } : { type: 'disabled' };
  },
  goOn: (body, answer, reply) => {
    const said = [
      { role: 'assistant', content: answer },
      { role: 'user', content: reply },
    ];
    body.messages = [...list(body.messages), ...said];
  },
};
