/* The plain call of the benchmarks: what the caller sends, and what the upstream answers. */

const CONTENT = 'Which signals does a train pass between the two stations, and who sets them? '.repeat(10);

export const REQUEST_FIELDS = {
  model: 'gpt-4o',
  messages: [
    { role: 'system', content: 'You keep the timetable of a small railway.' },
    { role: 'user', content: CONTENT },
  ],
  temperature: 0.2,
};

export const REQUEST = Buffer.from(JSON.stringify(REQUEST_FIELDS));

export const ANSWER = Buffer.from(
  JSON.stringify({
    id: 'chatcmpl-bench',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'The signal stands at danger. '.repeat(30), refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: {
      prompt_tokens: 220,
      completion_tokens: 180,
      total_tokens: 400,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    },
  }),
);
