import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../shared/conversation.ts';
import type { Source } from './conversation-source.ts';
import { readConversation } from './index.ts';
import { INPUT_SOURCES, SYSTEM_SOURCES } from './input-sources.ts';
import { OUTPUT_SOURCES, TOOL_SOURCES } from './output-sources.ts';
import {
  event,
  INPUT_EXAMPLES,
  OUTPUT_EXAMPLES,
  text,
  TOOL_EXAMPLES,
  type ConversationExample,
} from './testing/conversation-examples.ts';

const sections: [
  keyof Conversation,
  readonly Source<unknown>[],
  Readonly<Record<string, ConversationExample>>,
][] = [
  ['input', [...SYSTEM_SOURCES, ...INPUT_SOURCES], INPUT_EXAMPLES],
  ['output', OUTPUT_SOURCES, OUTPUT_EXAMPLES],
  ['tools', TOOL_SOURCES, TOOL_EXAMPLES],
];

describe.each(sections)('%s', (_section, sources, examples) => {
  it.each(sources.map((source) => [source.key]))('from %s', (key) => {
    const example = examples[key];
    expect(example, 'each source has an example').toBeDefined();
    const conversation = readConversation(example?.attributes ?? {}, example?.events ?? []);
    expect(conversation).toMatchObject(example?.expected ?? {});
  });
});

describe('a conversation', () => {
  it('is null when nothing was recorded', () => {
    expect(readConversation({ 'gen_ai.request.model': 'gpt-4o' }, [event('exception', {})])).toBeNull();
  });

  it('may be recorded in one event', () => {
    const details = event('gen_ai.client.inference.operation.details', {
      'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"Hi"}]}]',
      'gen_ai.output.messages': '[{"role":"assistant","parts":[{"type":"text","content":"Hello"}]}]',
    });
    expect(readConversation({}, [details])).toEqual({
      input: [text('user', 'Hi')],
      output: [text('assistant', 'Hello')],
      tools: [],
    });
  });

  it('is read from structured attributes as from JSON text', () => {
    const part = { kvlistValue: { type: 'text', content: 'Hi' } };
    const attributes = { 'gen_ai.input.messages': [{ kvlistValue: { role: 'user', parts: [part] } }] };
    expect(readConversation(attributes, [])?.input).toEqual([text('user', 'Hi')]);
  });

  it('takes text that is no JSON as it is', () => {
    expect(readConversation({ 'gen_ai.prompt': '[not json' }, [])?.input).toEqual([
      text('user', '[not json'),
    ]);
  });

  it('keeps the order of ten and more flattened messages', () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [`gen_ai.prompt.${11 - i}.content`, `m${11 - i}`]),
    );
    expect(readConversation(attributes, [])?.input.map((message) => message.parts)).toEqual(
      Array.from({ length: 12 }, (_, i) => [{ type: 'text', text: `m${i}` }]),
    );
  });

  it('survives hostile keys', () => {
    const attributes = {
      'gen_ai.prompt.0.__proto__.polluted': 'yes',
      'gen_ai.prompt.999999999.content': 'far',
      'gen_ai.prompt.0': 'leaf and branch',
      [`gen_ai.prompt.${'a.'.repeat(5000)}z`]: 'deep',
    };
    expect(readConversation(attributes, [])).not.toBeNull();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
