import { describe, expect, it } from 'vitest';
import type { Conversation, Message, MessagePart } from '../../../shared/conversation.ts';
import { conversationEntries, gist, nextOfRole, rolesOf, searchEntries } from './conversation-entries.ts';
import { matchToolCalls } from './match-tool-calls.ts';

const said = (role: string, ...parts: MessagePart[]): Message => ({
  role,
  name: null,
  parts,
  finishReason: null,
});
const text = (value: string): MessagePart => ({ type: 'text', text: value });
const call: MessagePart = { type: 'tool_call', id: 'a', name: 'search', arguments: { city: 'Oslo' } };
const result: MessagePart = { type: 'tool_result', id: 'a', result: 'rainy' };

function entriesOf(input: Message[], output: Message[] = []) {
  const conversation: Conversation = { input, output, tools: [] };
  const matches = matchToolCalls([...input, ...output]);
  return { entries: conversationEntries(conversation, matches), matches };
}

describe('conversationEntries', () => {
  it('leaves out messages that only bring results of calls shown before', () => {
    const { entries } = entriesOf(
      [said('user', text('hi')), said('assistant', call), said('tool', result)],
      [said('assistant', text('bring a coat'))],
    );
    expect(entries.map(({ message, isAnswer }) => [message.role, isAnswer])).toEqual([
      ['user', false],
      ['assistant', false],
      ['assistant', true],
    ]);
  });

  it('marks what is new after a history that was sent again', () => {
    const history = [
      said('system', text('be brief')),
      said('user', text('one')),
      said('assistant', text('1')),
    ];
    const { entries } = entriesOf([...history, said('user', text('two'))], [said('assistant', text('2'))]);
    expect(entries.map(({ isFirstNew }) => isFirstNew)).toEqual([false, false, false, true, false]);
    expect(entriesOf([said('user', text('one'))]).entries[0]?.isFirstNew).toBe(false);
    expect(entriesOf(history).entries.some(({ isFirstNew }) => isFirstNew)).toBe(false);
  });
});

describe('moving through a conversation', () => {
  const { entries, matches } = entriesOf([
    said('user', text('Weather in OSLO?')),
    said('assistant', call),
    said('tool', result),
    said('user', text('and tomorrow')),
  ]);

  it('goes from role to role and begins anew', () => {
    expect(rolesOf(entries)).toEqual([
      { role: 'user', count: 2 },
      { role: 'assistant', count: 1 },
    ]);
    expect(nextOfRole(entries, 'user', 0)).toBe(2);
    expect(nextOfRole(entries, 'user', 2)).toBe(0);
    expect(nextOfRole(entries, 'nobody', 0)).toBe(-1);
  });

  it('searches texts, arguments and the results shown with their calls', () => {
    expect(searchEntries(entries, 'oslo', matches)).toEqual([0, 1]);
    expect(searchEntries(entries, 'RAINY', matches)).toEqual([1]);
    expect(searchEntries(entries, '  ', matches)).toEqual([]);
  });

  it('says on one line what a message is about', () => {
    expect(gist([text('look'), call], 80)).toBe('look search()');
  });
});
