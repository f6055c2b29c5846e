import { createServer, type ServerResponse } from 'node:http';
import { announce } from '../parties/processes.ts';
import { answerBodies } from './call.ts';

/* An OpenAI-compatible server that answers at once, or after 20 ms when asked: what is measured is everything but it. */

const CHUNKS = 20;
const CHUNK_INTERVAL_MS = 5;
const head = { id: 'chatcmpl-bench', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o' };
const event = (data: object) => Buffer.from(`data: ${JSON.stringify(data)}\n\n`);
/** Each piece says when it was sent, by the clock that all processes of the machine share. */
const delta = () =>
  event({
    ...head,
    choices: [{ index: 0, delta: { content: ` ${process.hrtime.bigint()}` }, finish_reason: null }],
    usage: null,
  });
const LAST = Buffer.concat([
  event({ ...head, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: null }),
  event({ ...head, choices: [], usage: { prompt_tokens: 220, completion_tokens: 20, total_tokens: 240 } }),
  Buffer.from('data: [DONE]\n\n'),
]);
/** In the body of a call that asks for the slow answer. */
const SLOW = '"user":"slow"';
const SLOW_MS = 20;
const nextAnswer = answerBodies();
const MODELS = JSON.stringify({ object: 'list', data: [{ id: 'gpt-4o', object: 'model' }] });

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'content-type': 'application/json' }).end(MODELS);
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    if (body.includes('"stream":true')) answerStream(response);
    else if (body.includes(SLOW)) setTimeout(() => answerWhole(response), SLOW_MS);
    else answerWhole(response);
  });
});

function answerWhole(response: ServerResponse): void {
  const answer = Buffer.from(nextAnswer());
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
  response.end(answer);
}

function answerStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let sent = 0;
  const next = (): void => {
    response.write(delta());
    if (++sent < CHUNKS) setTimeout(next, CHUNK_INTERVAL_MS);
    else response.end(LAST);
  };
  next();
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => announce(server));
