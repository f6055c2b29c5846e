import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anthropicIngress } from './anthropic/anthropic-ingress.ts';
import { anthropicUpstream } from './anthropic/anthropic-upstream.ts';
import type { Message, ModelRequest } from './canonical.ts';
import { openAiIngress } from './openai/openai-ingress.ts';
import { openAiUpstream } from './openai/openai-upstream.ts';
import { arbitraryRequest } from './testing/arbitrary-request.ts';

/** In OpenAI's dialect each result is a message of its own; canonically that means the same. */
function withResultsApart({ messages, ...rest }: ModelRequest): ModelRequest {
  const apart = messages.flatMap((message): Message[] =>
    message.role === 'tool' ? message.parts.map((part) => ({ role: 'tool', parts: [part] })) : [message],
  );
  return { ...rest, messages: apart };
}

test.each([
  ['openai', openAiIngress, openAiUpstream],
  ['anthropic', anthropicIngress, anthropicUpstream],
] as const)('what is written in %s is read again as it was', (_, ingress, upstream) => {
  fc.assert(
    fc.property(arbitraryRequest, (request) => {
      const { body, dropped } = upstream.writeRequest(request, request.model);
      expect(dropped).toEqual([]);
      const read = ingress.readRequest(Buffer.from(body), {}).canonical();
      expect(withResultsApart(read)).toEqual(withResultsApart(request));
    }),
    { numRuns: 200 },
  );
});
