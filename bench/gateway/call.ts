/* The plain call of the benchmarks: what the caller sends, and what the upstream answers. */

/** Where the number of a call stands. */
const NUMBER = '{number}';
const CONTENT = 'Which signals does a train pass between the two stations, and who sets them? '.repeat(10);

const REQUEST = {
  model: 'gpt-4o',
  messages: [
    { role: 'system', content: 'You keep the timetable of a small railway.' },
    { role: 'user', content: `Question ${NUMBER}. ${CONTENT}` },
  ],
  temperature: 0.2,
};

const ANSWER = {
  id: `chatcmpl-${NUMBER}`,
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: `${NUMBER} trains. ${'The signal stands at danger. '.repeat(30)}`,
        refusal: null,
      },
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
};

/** Bodies of the plain call. No two have the same prompt, as no two answers: what was judged or stored once is remembered. */
export function requestBodies(more: object = {}): () => string {
  return numbered({ ...REQUEST, ...more });
}

export function answerBodies(): () => string {
  return numbered(ANSWER);
}

let number = 0;

function numbered(fields: object): () => string {
  const parts = JSON.stringify(fields).split(NUMBER);
  return () => parts.join(String(++number));
}
