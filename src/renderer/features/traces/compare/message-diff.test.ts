import { describe, expect, it } from 'vitest';
import type { Conversation } from '../../../../shared/conversation.ts';
import { diffAttributes } from './attribute-diff.ts';
import { nextStep } from './comparison.ts';
import { diffMessages } from './message-diff.ts';

const conversation = (...said: [string, string][]): Conversation => ({
  input: said.map(([role, text]) => ({
    role,
    name: null,
    parts: [{ type: 'text', text }],
    finishReason: null,
  })),
  output: [],
  tools: [],
});

describe('the difference of two calls', () => {
  it('aligns equal messages, and words within those that changed', () => {
    const before = conversation(
      ['system', 'Be kind.'],
      ['user', 'Where is order 17?'],
      ['assistant', 'In Ghent'],
    );
    const now = conversation(
      ['system', 'Be kind.'],
      ['user', 'Where is order 18?'],
      ['tool', '{}'],
      ['assistant', 'In Ghent'],
    );
    const diff = diffMessages(before, now);
    expect(diff.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      'same system',
      'changed user',
      'added tool',
      'same assistant',
    ]);
    expect(diff[1]?.pieces.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual([
      '17',
      '18',
    ]);
  });

  it('knows calls that recorded nothing', () => {
    expect(diffMessages(null, null)).toEqual([]);
    expect(diffMessages(conversation(['user', 'Hi']), null)[0]).toMatchObject({
      kind: 'removed',
      isCut: false,
    });
  });

  it('compares the beginning of very long messages', () => {
    const long = 'word '.repeat(10_000);
    const [message] = diffMessages(conversation(['user', long]), conversation(['user', `${long} end`]));
    expect(message).toMatchObject({ kind: 'changed', isCut: true });
  });

  it('lists the attributes that differ', () => {
    expect(diffAttributes({ a: 1, same: 'x', gone: true }, { a: 2, same: 'x', fresh: [1] })).toEqual({
      changed: [
        { key: 'a', before: '1', now: '2' },
        { key: 'fresh', before: null, now: '[\n  1\n]' },
        { key: 'gone', before: 'true', now: null },
      ],
      sameCount: 1,
    });
  });
});

it('steps from difference to difference, around the ends', () => {
  expect([nextStep([2, 5], null, 1), nextStep([2, 5], 2, 1), nextStep([2, 5], 5, 1)]).toEqual([2, 5, 2]);
  expect([nextStep([2, 5], 5, -1), nextStep([2, 5], 2, -1), nextStep([], 1, 1)]).toEqual([2, 5, null]);
});
