import { describe, expect, it } from 'vitest';
import type { Conversation, Message } from '../../shared/conversation.ts';
import { ConversationThreads } from './conversation-threads.ts';

const say = (role: string, text: string): Message => ({
  role,
  name: null,
  parts: [{ type: 'text', text }],
  finishReason: null,
});
const system = say('system', 'You are kind.');
const user = (text: string) => say('user', text);
const answer = (text: string): Message => ({ ...say('assistant', text), finishReason: 'stop' });
const call = (input: Message[], ...output: Message[]): Conversation => ({ input, output, tools: [] });

/** What is shown of each call in turn. */
function shown(...calls: Conversation[]): string[][] {
  const threads = new ConversationThreads();
  return calls.map((each) =>
    threads
      .take(each)
      .fresh.map(({ parts }) =>
        parts.map((part) => (part.type === 'text' ? part.text : part.type)).join(' '),
      ),
  );
}

describe('threads of a conversation', () => {
  it('leaves out a history that is resent whole', () => {
    expect(
      shown(
        call([system, user('Hi')], answer('Hello')),
        call([system, user('Hi'), say('assistant', 'Hello'), user('Bye')], answer('See you')),
      ),
    ).toEqual([
      ['You are kind.', 'Hi', 'Hello'],
      ['Bye', 'See you'],
    ]);
  });

  it('keeps what is said again', () => {
    expect(
      shown(
        call([system, user('yes')], answer('ok')),
        call([system, user('yes'), answer('ok'), user('yes')], answer('ok')),
        call([user('yes')], answer('fine')),
      ),
    ).toEqual([
      ['You are kind.', 'yes', 'ok'],
      ['yes', 'ok'],
      ['yes', 'fine'],
    ]);
  });

  it('recognises the window of a long history, and a changed instruction before it', () => {
    expect(
      shown(
        call([system, user('1'), answer('one'), user('2')], answer('two')),
        call([system, user('2'), answer('two'), user('3')], answer('three')),
        call([say('system', 'Today is Monday.'), user('3'), answer('three'), user('4')], answer('four')),
      ),
    ).toEqual([
      ['You are kind.', '1', 'one', '2', 'two'],
      ['3', 'three'],
      ['Today is Monday.', '4', 'four'],
    ]);
  });

  it('shows the summary that took the place of a history, and not what was kept', () => {
    expect(
      shown(
        call([system, user('1'), answer('one'), user('2'), answer('two'), user('3')], answer('three')),
        call([system, user('Summary so far'), user('2'), answer('two'), user('new')], answer('done')),
      )[1],
    ).toEqual(['Summary so far', 'new', 'done']);
  });

  it('shows only the answer of a call that is tried again, and nothing of one recorded twice', () => {
    expect(
      shown(
        call([system, user('Hi')]),
        call([system, user('Hi')], answer('Hello')),
        call([system, user('Hi'), answer('Hello')]),
      ),
    ).toEqual([['You are kind.', 'Hi'], ['Hello'], []]);
  });

  it('knows messages in whichever form they are resent', () => {
    const asked: Message = {
      ...answer(''),
      parts: [
        { type: 'reasoning', text: 'hm' },
        { type: 'tool_call', id: 'a', name: 'find', arguments: { q: 1 } },
      ],
    };
    const resent: Message = {
      ...asked,
      finishReason: null,
      parts: [{ type: 'tool_call', id: null, name: 'find', arguments: '{"q":1}' }],
    };
    const result = (role: string): Message => ({
      ...say(role, ''),
      parts: [{ type: 'tool_result', id: null, result: '{"found":2}' }],
    });
    expect(
      shown(
        call([user('Find')], asked),
        call([user(' Find '), resent, result('tool')], answer('Two')),
        call([user('Find'), resent, result('user'), answer('Two'), user('Thanks')]),
      ),
    ).toEqual([['Find', 'reasoning tool_call'], ['tool_result', 'Two'], ['Thanks']]);
  });

  it('keeps an agent beside the main conversation apart', () => {
    const helper = say('system', 'You summarise.');
    expect(
      shown(
        call([system, user('Hi')], answer('Hello')),
        call([helper, user('Text')], answer('Short')),
        call([system, user('Hi'), answer('Hello'), user('More')], answer('Sure')),
        call([helper, user('Text 2')], answer('Shorter')),
      ),
    ).toEqual([
      ['You are kind.', 'Hi', 'Hello'],
      ['You summarise.', 'Text', 'Short'],
      ['More', 'Sure'],
      ['Text 2', 'Shorter'],
    ]);
  });

  it('follows 200 turns that each resend everything', () => {
    const threads = new ConversationThreads();
    const history: Message[] = [system];
    const fresh: number[] = [];
    for (let turn = 0; turn < 200; turn += 1) {
      history.push(user(`question ${turn}`));
      fresh.push(threads.take(call([...history], answer(`answer ${turn}`))).fresh.length);
      history.push(answer(`answer ${turn}`));
    }
    expect(fresh[0]).toBe(3);
    expect(new Set(fresh.slice(1))).toEqual(new Set([2]));
  });
});
