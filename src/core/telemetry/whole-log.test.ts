import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Conversation } from '../../shared/conversation.ts';
import type { LogRecord } from '../store/logs/log-record.ts';
import { logRecord } from '../store/testing/log-records.ts';
import { NOON, storedSpan } from '../store/testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../store/testing/temporary-store.ts';
import { conversationOf } from './whole-log.ts';

const SAID = [{ role: 'user', parts: [{ type: 'text', text: 'Where is my order?' }] }];

describe('the conversation of a span from its logs', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  function conversationIn(...logs: Partial<LogRecord>[]): Conversation | null {
    store.writer.write(
      [],
      logs.map((log, index) => logRecord({ timeUnixNano: NOON + BigInt(index), body: null, ...log })),
    );
    return conversationOf(store.reader, storedSpan());
  }

  it('is read from events that hold one message in their body each', () => {
    const found = conversationIn(
      { eventName: 'gen_ai.user.message', body: { kvlistValue: { content: 'Where is my order?' } } },
      { eventName: 'order.looked.up', body: 'no message' },
      {
        attributes: { 'event.name': 'gen_ai.choice' },
        body: {
          kvlistValue: {
            index: 0,
            finish_reason: 'stop',
            message: { kvlistValue: { role: 'assistant', content: 'On its way.' } },
          },
        },
      },
    );
    expect(found?.input).toMatchObject(SAID);
    expect(found?.output).toMatchObject([
      { role: 'assistant', finishReason: 'stop', parts: [{ type: 'text', text: 'On its way.' }] },
    ]);
  });

  it('is read from a body that is JSON text', () => {
    const found = conversationIn({
      eventName: 'gen_ai.user.message',
      body: '{"content":"Where is my order?"}',
    });
    expect(found?.input).toMatchObject(SAID);
  });

  it('is read from the attributes of the details of an inference', () => {
    const message = (role: string, content: string) => ({
      kvlistValue: { role, parts: [{ kvlistValue: { type: 'text', content } }] },
    });
    const found = conversationIn({
      eventName: 'gen_ai.client.inference.operation.details',
      attributes: {
        'gen_ai.input.messages': [message('user', 'Where is my order?')],
        'gen_ai.output.messages': [message('assistant', 'On its way.')],
      },
    });
    expect(found?.input).toMatchObject(SAID);
    expect(found?.output).toMatchObject([{ role: 'assistant' }]);
  });

  it('is the one that the span has itself, if it has one', () => {
    store.writer.write(
      [],
      [logRecord({ eventName: 'gen_ai.user.message', body: { kvlistValue: { content: 'no' } } })],
    );
    const attributes = {
      'gen_ai.input.messages': '[{"role":"user","parts":[{"type":"text","content":"yes"}]}]',
    };
    const found = conversationOf(store.reader, storedSpan({ span: { attributes } }));
    expect(found?.input).toMatchObject([{ parts: [{ text: 'yes' }] }]);
  });

  it('is none where there are no such events', () => {
    expect(conversationIn({ body: 'gen_ai.user.message' })).toBeNull();
  });
});
