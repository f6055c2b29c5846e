import { describe, expect, test } from 'vitest';
import { NOTHING_SAID, type Message, type ModelRequest } from '../canonical.ts';
import { writeRequest } from './write-request.ts';

const EMPTY: ModelRequest = {
  ...NOTHING_SAID,
  model: 'm',
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }],
};

function write(given: Partial<ModelRequest>, model = 'gemini-2.5-flash') {
  const { body, dropped } = writeRequest({ ...EMPTY, ...given }, model);
  return { body: JSON.parse(Buffer.from(body).toString('utf8')) as Record<string, unknown>, dropped };
}

const contents = (messages: Message[], model?: string) => write({ messages }, model).body.contents;

const LOOP: Message[] = [
  { role: 'user', parts: [{ type: 'text', text: 'Weather in Bern and Rome?' }] },
  {
    role: 'assistant',
    parts: [
      { type: 'reasoning', text: 'Two calls.', signature: 'gemini:c2ln', redacted: null },
      { type: 'tool_call', id: 'a', name: 'weather', arguments: '{"city":"Bern"}' },
      { type: 'tool_call', id: 'b', name: 'weather', arguments: '{"city":"Rome"}' },
    ],
  },
  {
    role: 'tool',
    parts: [
      { type: 'tool_result', id: 'a', content: [{ type: 'text', text: '{"sky":"clear"}' }], isError: false },
    ],
  },
  {
    role: 'tool',
    parts: [
      { type: 'tool_result', id: 'b', content: [{ type: 'text', text: 'no such city' }], isError: true },
    ],
  },
];

describe('writeRequest', () => {
  test('a minimal request holds nothing that was not said', () => {
    expect(write({})).toEqual({
      body: { contents: [{ role: 'user', parts: [{ text: 'Hi' }] }] },
      dropped: [],
    });
  });

  test('every setting has its place', () => {
    const { body, dropped } = write({
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        ...EMPTY.messages,
        { role: 'system', parts: [{ type: 'text', text: 'Be kind.' }] },
      ],
      tools: [{ name: 'f', description: 'does f', parameters: { type: 'object' }, strict: true }],
      toolChoice: { name: 'f' },
      parallelToolCalls: false,
      maxOutputTokens: 100,
      temperature: 0,
      topP: 0.9,
      topK: 40,
      frequencyPenalty: 0.1,
      presencePenalty: 0.2,
      seed: 7,
      stop: ['END'],
      choices: 2,
      responseFormat: { type: 'json_schema', name: 'n', schema: { type: 'array' }, strict: true },
      reasoning: { effort: 'high', budgetTokens: null },
      serviceTier: 'priority',
      user: 'ada',
    });
    expect(body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
      systemInstruction: { parts: [{ text: 'Be brief.' }, { text: 'Be kind.' }] },
      tools: [
        {
          functionDeclarations: [
            { name: 'f', description: 'does f', parametersJsonSchema: { type: 'object' } },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] } },
      serviceTier: 'priority',
      generationConfig: {
        temperature: 0,
        topP: 0.9,
        topK: 40,
        maxOutputTokens: 100,
        stopSequences: ['END'],
        candidateCount: 2,
        frequencyPenalty: 0.1,
        presencePenalty: 0.2,
        seed: 7,
        responseMimeType: 'application/json',
        responseJsonSchema: { type: 'array' },
        thinkingConfig: { thinkingBudget: 24_576, includeThoughts: true },
      },
    });
    expect(dropped).toEqual(['parallelToolCalls', 'tools.strict', 'user']);
  });

  test('results of parallel calls are one turn and name their function; the signature is on the first call', () => {
    expect(contents(LOOP, 'gemini-3-pro')).toEqual([
      { role: 'user', parts: [{ text: 'Weather in Bern and Rome?' }] },
      {
        role: 'model',
        parts: [
          { functionCall: { id: 'a', name: 'weather', args: { city: 'Bern' } }, thoughtSignature: 'c2ln' },
          { functionCall: { id: 'b', name: 'weather', args: { city: 'Rome' } } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'a', name: 'weather', response: { output: { sky: 'clear' } } } },
          { functionResponse: { id: 'b', name: 'weather', response: { error: 'no such city' } } },
        ],
      },
    ]);
  });

  test.each([
    ['gemini-3-flash', 'skip_thought_signature_validator'],
    ['gemini-2.5-flash', undefined],
  ])('a call whose signature was lost, to %s', (model, thoughtSignature) => {
    const messages = LOOP.map((message) => ({
      ...message,
      parts: message.parts.filter(({ type }) => type !== 'reasoning'),
    }));
    const [, turn] = contents(messages, model) as { parts: { thoughtSignature?: string }[] }[];
    expect(turn?.parts.map((part) => part.thoughtSignature)).toEqual([thoughtSignature, undefined]);
  });

  test('a signature of another vendor is not sent', () => {
    const parts: Message['parts'] = [
      { type: 'reasoning', text: 'hm', signature: 'EqoB', redacted: null },
      { type: 'text', text: 'Yes.' },
    ];
    const written = write({ messages: [...EMPTY.messages, { role: 'assistant', parts }] });
    expect(JSON.stringify(written.body)).not.toContain('EqoB');
    expect(written.dropped).toEqual(['messages.reasoning']);
  });

  test('images are sent as bytes or by address', () => {
    const image = (url: string) => ({ type: 'image' as const, source: { type: 'url' as const, url } });
    const parts = [
      image('data:image/png;base64,iVBO'),
      image('https://example.com/a.jpg?x=1'),
      { type: 'image' as const, source: { type: 'base64' as const, mediaType: 'image/webp', data: 'UklG' } },
    ];
    expect(contents([{ role: 'user', parts }])).toEqual([
      {
        role: 'user',
        parts: [
          { inlineData: { mimeType: 'image/png', data: 'iVBO' } },
          { fileData: { fileUri: 'https://example.com/a.jpg?x=1', mimeType: 'image/jpeg' } },
          { inlineData: { mimeType: 'image/webp', data: 'UklG' } },
        ],
      },
    ]);
  });

  test.each([
    ['gemini-3-pro', 'minimal', { thinkingLevel: 'MINIMAL', includeThoughts: true }],
    ['gemini-3-pro', 'none', { thinkingLevel: 'MINIMAL', includeThoughts: false }],
    ['gemini-2.5-flash', 'none', { thinkingBudget: 0, includeThoughts: false }],
    ['gemini-2.5-pro', 'none', { thinkingBudget: 128, includeThoughts: false }],
  ])('%s thinks with effort %s', (model, effort, expected) => {
    const { body } = write({ reasoning: { effort, budgetTokens: null } }, model);
    expect(body.generationConfig).toEqual({ thinkingConfig: expected });
  });

  test('a budget goes as it is', () => {
    const { body } = write({ reasoning: { effort: 'high', budgetTokens: 2000 } }, 'gemini-3-pro');
    expect(body.generationConfig).toEqual({
      thinkingConfig: { thinkingBudget: 2000, includeThoughts: true },
    });
  });

  test.each([
    ['a result without its call', LOOP.slice(2)],
    [
      'arguments that are no JSON object',
      [
        {
          role: 'assistant' as const,
          parts: [{ type: 'tool_call' as const, id: 'a', name: 'f', arguments: '{"a":' }],
        },
      ],
    ],
  ])('%s is refused', (_, messages) => {
    expect(() => write({ messages })).toThrow(expect.objectContaining({ code: 'BODY_INVALID' }) as Error);
  });
});
