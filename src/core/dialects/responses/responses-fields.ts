import type { RequestFields } from '../ingress.ts';
import { atMost } from '../rewrite/edit-request.ts';

/** What rules may change in a Responses request. */
export const responsesFields: RequestFields = {
  parameters: { temperature: 'temperature', topP: 'top_p', serviceTier: 'service_tier' },
  capTokens: (body, tokens) => {
    body.max_output_tokens = atMost(body.max_output_tokens, tokens);
  },
  goOn: (body, answer, reply) => {
    const { input } = body;
    const before: unknown[] = Array.isArray(input) ? input : [{ role: 'user', content: input }];
    const said = [
      { role: 'assistant', content: answer },
      { role: 'user', content: reply },
    ];
    body.input = [...before, ...said];
  },
};
