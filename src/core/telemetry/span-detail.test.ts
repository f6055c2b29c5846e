import { describe, expect, it } from 'vitest';
import type { Message } from '../../shared/conversation.ts';
import type { Span } from '../../shared/trace.ts';
import { NO_USAGE } from '../../shared/usage.ts';
import type { Attributes } from '../store/span-record.ts';
import { toPlainAttributes } from './otlp/index.ts';
import { toSpanDetail } from './span-detail.ts';

function spanWith(record: Attributes, rest: Partial<Span> = {}): Span {
  return {
    traceId: '0'.repeat(31) + '1',
    spanId: '0'.repeat(15) + '1',
    parentSpanId: null,
    name: 'chat',
    kind: 'client',
    service: 'shop',
    startTimeUnixNano: '1',
    endTimeUnixNano: '2',
    status: 'ok',
    statusMessage: '',
    attributes: toPlainAttributes(record),
    events: [],
    links: [],
    resource: {},
    scope: { name: '', version: '' },
    droppedAttributes: 0,
    droppedEvents: 0,
    droppedLinks: 0,
    facts: {
      operation: null,
      provider: null,
      model: null,
      usage: NO_USAGE,
      costNanos: null,
      sessionId: null,
      userId: null,
    },
    cost: null,
    ...rest,
  };
}

const said = (text: string): Message => ({
  role: 'user',
  name: null,
  parts: [{ type: 'text', text }],
  finishReason: null,
});

describe('toSpanDetail', () => {
  it('gives a span of usual size as it is, with the kinds of its numbers', () => {
    const record: Attributes = {
      whole: 3,
      fraction: 0.5,
      double: { doubleValue: 3 },
      large: { intValue: '9223372036854775807' },
      bytes: { bytesValue: 'AAEC' },
      text: 'plain',
      list: ['a', 1],
    };
    const span = spanWith(record);
    const detail = toSpanDetail(span, record, null);
    expect(detail.span).toEqual(span);
    expect(detail.cutAttributes).toEqual([]);
    expect(detail.attributeKinds).toEqual({
      whole: 'int',
      fraction: 'double',
      double: 'double',
      large: 'int',
      bytes: 'bytes',
    });
  });

  it('keeps a bounded part of a span with very many attributes, and says how many are left out', () => {
    const record: Attributes = {};
    for (let each = 0; each < 50_000; each += 1) record[`key.${each}`] = each;
    const { span, omitted } = toSpanDetail(spanWith(record), record, null);
    expect(Object.keys(span.attributes)).toHaveLength(2_000);
    expect(omitted.attributes).toBe(48_000);
  });

  it('shortens what is too long, and names the attributes that it shortened', () => {
    const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) as Attributes[string];
    const record: Attributes = { long: 'x'.repeat(1_000_000), short: 'y', deep };
    const events = Array.from({ length: 600 }, () => ({ name: 'e', timeUnixNano: '1', attributes: {} }));
    const span = spanWith(record, { name: 'n'.repeat(1_000_000), events });
    const detail = toSpanDetail(span, record, null);
    expect(JSON.stringify(detail).length).toBeLessThan(100_000);
    expect(detail.cutAttributes).toEqual(['long', 'deep']);
    expect(detail.omitted.events).toBe(100);
    expect(detail.span.attributes.short).toBe('y');
  });

  it('keeps the newest messages of a conversation that is too long', () => {
    const input = Array.from({ length: 6_000 }, (_, index) => said(`question ${index}`));
    const conversation = { input, output: [said('answer')], tools: [] };
    const detail = toSpanDetail(spanWith({}), {}, conversation);
    expect(detail.omitted.messages).toBe(1_001);
    expect(detail.conversation?.input.at(-1)).toEqual(said('question 5999'));
    expect(detail.conversation?.output).toEqual([said('answer')]);

    const huge = { input: [said('a'.repeat(9_000_000)), said('b')], output: [], tools: [] };
    const shown = toSpanDetail(spanWith({}), {}, huge).conversation?.input ?? [];
    expect(shown.map(({ parts }) => JSON.stringify(parts).length < 1_000_100)).toEqual([true, true]);
  });

  it('shows a picture whole or not at all', () => {
    const picture = (size: number): Message => ({
      ...said(''),
      parts: [{ type: 'media', mediaType: 'image/png', description: 'image', dataUrl: 'A'.repeat(size) }],
    });
    const conversation = { input: [picture(6_000_000), picture(3_000_000)], output: [], tools: [] };
    const shown = toSpanDetail(spanWith({}), {}, conversation).conversation?.input.map(
      ({ parts }) => parts[0],
    );
    expect(shown?.[0]).not.toHaveProperty('dataUrl');
    expect(shown?.[1]).toHaveProperty('dataUrl.length', 3_000_000);
  });
});
