import { ApiError, GoogleGenAI, type FunctionDeclaration } from '@google/genai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GEMINI_KEY, startFakeGemini, type FakeGemini } from '../fixtures/upstreams/gemini.ts';

/* The fake that stands for Gemini in other tests, before Google's own SDK: what the SDK reads is Gemini's format. */

let fake: FakeGemini;
let ai: GoogleGenAI;
const model = 'gemini-2.5-flash';

beforeAll(async () => {
  fake = await startFakeGemini();
  ai = new GoogleGenAI({ apiKey: GEMINI_KEY, httpOptions: { baseUrl: fake.url } });
});
afterAll(() => fake.close());

test('plain', async () => {
  const answer = await ai.models.generateContent({ model, contents: 'Hi' });
  expect(answer.text).toBe('Hello world');
  expect(answer.responseId).toBe('fake-response-1');
  expect(answer.usageMetadata?.cachedContentTokenCount).toBe(1024);
  expect(fake.seen.at(-1)?.path).toMatch(/^\/v1(beta)?\/models\/gemini-2\.5-flash:generateContent$/);
});

test('streamed', async () => {
  const stream = await ai.models.generateContentStream({ model, contents: 'Hi' });
  const texts: (string | undefined)[] = [];
  let finish: string | undefined;
  for await (const chunk of stream) {
    texts.push(chunk.text);
    finish = chunk.candidates?.[0]?.finishReason ?? finish;
  }
  expect(texts.join('')).toBe('Hello world');
  expect(finish).toBe('STOP');
});

test('tools', async () => {
  const declaration: FunctionDeclaration = {
    name: 'get_weather',
    parametersJsonSchema: { type: 'object', properties: { city: { type: 'string' } } },
  };
  const config = { tools: [{ functionDeclarations: [declaration] }] };
  const asked = await ai.models.generateContent({ model, contents: 'Weather?', config });
  expect(asked.functionCalls).toEqual([{ name: 'get_weather', args: { city: 'Bern' } }]);
});

test('errors and blocked prompts', async () => {
  const failing = ai.models.generateContent({ model: 'rate-limited', contents: 'Hi' });
  await expect(failing).rejects.toThrow(ApiError);
  await expect(failing).rejects.toMatchObject({ status: 429 });
  const broken = await ai.models.generateContentStream({ model: 'error-event', contents: 'Hi' });
  const readAll = async () => {
    for await (const chunk of broken) expect(chunk.responseId).toBe('fake-response-1');
  };
  await expect(readAll()).rejects.toThrow(/overloaded/);
  const blocked = await ai.models.generateContent({ model: 'blocked', contents: 'Hi' });
  expect(blocked.promptFeedback?.blockReason).toBe('PROHIBITED_CONTENT');
});

/** What our own writer sends must be what Google's own client sends. */
test('the SDK puts settings where our requests have them', async () => {
  await ai.models.generateContent({
    model,
    contents: 'Hi',
    config: {
      systemInstruction: 'Be brief.',
      maxOutputTokens: 9,
      stopSequences: ['END'],
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object' },
      thinkingConfig: { thinkingBudget: 128, includeThoughts: true },
    },
  });
  expect(fake.seen.at(-1)?.body).toMatchObject({
    contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
    systemInstruction: { parts: [{ text: 'Be brief.' }] },
    generationConfig: {
      maxOutputTokens: 9,
      stopSequences: ['END'],
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object' },
      thinkingConfig: { thinkingBudget: 128, includeThoughts: true },
    },
  });
});
