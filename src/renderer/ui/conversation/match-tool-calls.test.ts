import { describe, expect, it } from 'vitest';
import type { Message, MessagePart } from '../../../shared/conversation.ts';
import { matchToolCalls } from './match-tool-calls.ts';

const message = (role: string, ...parts: MessagePart[]): Message => ({
  role,
  name: null,
  parts,
  finishReason: null,
});
const call = (id: string | null, name = 'search') => ({
  type: 'tool_call' as const,
  id,
  name,
  arguments: {},
});
const result = (id: string | null, value: string) => ({ type: 'tool_result' as const, id, result: value });

describe('matchToolCalls', () => {
  it('pairs by id, whatever the order of the results', () => {
    const [a, b] = [call('a'), call('b')];
    const [forA, forB] = [result('a', '1'), result('b', '2')];
    const matches = matchToolCalls([
      message('assistant', a, b),
      message('tool', forB),
      message('tool', forA),
    ]);
    expect(matches.resultOf.get(a)).toBe(forA);
    expect(matches.resultOf.get(b)).toBe(forB);
    expect(matches.callOf.get(forB)).toBe(b);
  });

  it('pairs calls that share an id or have none in their order', () => {
    const calls = [call(null), call(null), call('x'), call('x')];
    const results = [result(null, '1'), result(null, '2'), result('x', '3'), result('x', '4')];
    const matches = matchToolCalls([message('assistant', ...calls), message('tool', ...results)]);
    expect(calls.map((each) => matches.resultOf.get(each))).toEqual(results);
  });

  it('leaves calls without a result, and results without or before their call, unmatched', () => {
    const early = result('late', '1');
    const late = call('late');
    const stray = result('nobody', '2');
    const matches = matchToolCalls([message('tool', early, stray), message('assistant', late)]);
    expect(matches.resultOf.size).toBe(0);
    expect(matches.callOf.size).toBe(0);
  });
});
