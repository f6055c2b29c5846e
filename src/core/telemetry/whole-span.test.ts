import { expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { modelCall } from '../store/testing/stored-spans.ts';
import { loadCatalogue } from '../cost/index.ts';
import { toStoredSpan } from './stored-span.ts';
import { toSpan } from './whole-span.ts';

const ATTRIBUTES = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.provider.name': 'openai',
  'gen_ai.request.model': 'gpt-audio',
  'gen_ai.usage.input_tokens': 1200,
  'gen_ai.usage.output_tokens': 600,
  'signalbox.usage.audio.input_tokens': 1000,
  'signalbox.usage.audio.output_tokens': 500,
};

it('tells and prices the audio tokens that only the attributes have', () => {
  const stored = toStoredSpan({ ...modelCall().span, attributes: ATTRIBUTES }, loadCatalogue());
  // 200 x 2.50 + 1000 x 32 and 100 x 10 + 500 x 64 dollars per million tokens.
  expect(stored.cost).toMatchObject({ input: '32500000', output: '33000000', total: '65500000' });
  // The store has no columns for them.
  const kept = { ...stored.facts, usage: { ...NO_USAGE, input: 1200, output: 600 } };
  const span = toSpan({ ...stored, facts: kept, service: 'shop' });
  expect(span.facts.usage).toEqual({
    ...NO_USAGE,
    input: 1200,
    output: 600,
    audioInput: 1000,
    audioOutput: 500,
  });
});

it('prices the service tier that a span states', () => {
  const attributes = {
    ...ATTRIBUTES,
    'gen_ai.request.model': 'gpt-5',
    'gen_ai.openai.response.service_tier': 'flex',
  };
  const { cost } = toStoredSpan({ ...modelCall().span, attributes }, loadCatalogue());
  expect(cost).toMatchObject({ total: '3750000', serviceTier: 'flex', price: 'openai/gpt-5' });
});
