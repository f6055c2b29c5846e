import type { RequestFields } from '../ingress.ts';
import { list } from '../json-fields.ts';
import { atMost } from '../rewrite/edit-request.ts';
import { limitName } from './limit-name.ts';

const LIMITS = ['max_completion_tokens', 'max_tokens'] as const;

/** What rules may change in a chat completion request. */
export const chatFields: RequestFields = {
  parameters: {
    temperature: 'temperature',
    topP: 'top_p',
    topK: 'top_k',
    frequencyPenalty: 'frequency_penalty',
    presencePenalty: 'presence_penalty',
    seed: 'seed',
    serviceTier: 'service_tier',
  },
  capTokens: (body, tokens, model) => {
    const given = LIMITS.filter((name) => typeof body[name] === 'number');
    for (const name of given.length === 0 ? [limitName(model)] : given) {
      body[name] = atMost(body[name], tokens);
    }
  },
  goOn: (body, answer, reply) => {
    const said = [
      { role: 'assistant', content: answer },
      { role: 'user', content: reply },
    ];
    body.messages = [...list(body.messages), ...said];
  },
};
