import { describe, expect, test } from 'vitest';
import { readAnswer } from './read-answer.ts';

/* Bodies in the form that the Gemini API sends them. */

const THINKING = {
  candidates: [
    {
      content: {
        parts: [
          { text: 'The user greets. I greet back.', thought: true },
          { text: 'Good morning.', thoughtSignature: 'CpcBAdHtim8=' },
        ],
        role: 'model',
      },
      finishReason: 'STOP',
      index: 0,
    },
  ],
  usageMetadata: {
    promptTokenCount: 1200,
    cachedContentTokenCount: 1024,
    candidatesTokenCount: 4,
    thoughtsTokenCount: 30,
    toolUsePromptTokenCount: 6,
    totalTokenCount: 1240,
    promptTokensDetails: [
      { modality: 'TEXT', tokenCount: 942 },
      { modality: 'IMAGE', tokenCount: 258 },
    ],
    serviceTier: 'flex',
  },
  modelVersion: 'gemini-2.5-flash',
  responseId: 'x1Y2z3',
};

const CALLS = {
  candidates: [
    {
      content: {
        parts: [
          {
            functionCall: { name: 'get_weather', args: { city: 'Bern' } },
            thoughtSignature: 'AbC=',
          },
          { functionCall: { id: 'fc-9', name: 'get_time', args: {} } },
        ],
        role: 'model',
      },
      finishReason: 'STOP',
      index: 0,
    },
  ],
  usageMetadata: { promptTokenCount: 20, candidatesTokenCount: 12, totalTokenCount: 32 },
  modelVersion: 'gemini-3-pro-preview',
  responseId: 'r7',
};

describe('readAnswer', () => {
  test('thoughts, their signature and usage', () => {
    expect(readAnswer(THINKING)).toMatchObject({
      id: 'x1Y2z3',
      model: 'gemini-2.5-flash',
      serviceTier: 'flex',
      choices: [
        {
          finishReason: 'stop',
          parts: [
            { type: 'reasoning', text: 'The user greets. I greet back.', signature: null },
            { type: 'text', text: 'Good morning.' },
            { type: 'reasoning', text: '', signature: 'gemini:CpcBAdHtim8=' },
          ],
        },
      ],
      usage: {
        input: 1206,
        output: 34,
        cacheRead: 1024,
        cacheWrite: null,
        reasoning: 30,
        imageInput: 258,
        audioInput: null,
      },
    });
  });

  test('calls, with an id of their own where the model gives none', () => {
    const answer = readAnswer(CALLS);
    expect(answer?.choices).toEqual([
      {
        finishReason: 'tool_calls',
        parts: [
          { type: 'reasoning', text: '', signature: 'gemini:AbC=', redacted: null },
          { type: 'tool_call', id: 'call_r7_0', name: 'get_weather', arguments: '{"city":"Bern"}' },
          { type: 'tool_call', id: 'fc-9', name: 'get_time', arguments: '{}' },
        ],
      },
    ]);
    expect(answer?.usage).toMatchObject({ input: 20, output: 12, reasoning: null, cacheRead: null });
  });

  test('a blocked prompt is an answer without words', () => {
    const body = {
      promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
      usageMetadata: { promptTokenCount: 9, totalTokenCount: 9 },
      modelVersion: 'gemini-2.5-flash',
    };
    expect(readAnswer(body)).toMatchObject({
      choices: [{ parts: [], finishReason: 'content_filter' }],
      usage: { input: 9, output: 0 },
    });
  });

  test.each([
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content_filter'],
    ['RECITATION', 'content_filter'],
    ['SPII', 'content_filter'],
  ])('%s is %s', (finishReason, expected) => {
    const body = { candidates: [{ content: { parts: [{ text: 'a' }] }, finishReason, index: 0 }] };
    expect(readAnswer(body)?.choices[0]?.finishReason).toBe(expected);
  });

  test.each([
    [null],
    [{}],
    [{ candidates: [] }],
    [{ candidates: [{ finishReason: 'MALFORMED_FUNCTION_CALL', index: 0 }] }],
    [{ candidates: [{ content: { parts: [{ inlineData: { mimeType: 'image/png', data: '' } }] } }] }],
  ])('%j is no answer', (body) => {
    expect(readAnswer(body)).toBeNull();
  });

  test('several candidates keep their places', () => {
    const candidate = (index: number, text: string) => ({
      content: { parts: [{ text }] },
      finishReason: 'STOP',
      index,
    });
    const answer = readAnswer({ candidates: [candidate(0, 'a'), candidate(1, 'b')] });
    expect(answer?.choices.map(({ parts }) => parts)).toEqual([
      [{ type: 'text', text: 'a' }],
      [{ type: 'text', text: 'b' }],
    ]);
  });
});
