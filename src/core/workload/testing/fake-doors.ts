import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface SeenSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: Record<string, unknown> }[];
  status: { code?: number; message?: string };
}

export interface SeenCall {
  headers: IncomingMessage['headers'];
  body: string;
  model: string;
  /** False when the caller hung up before the end. */
  finished: boolean;
}

/** A gateway and an OTLP door on one port that remember what they are sent. */
export interface FakeDoors {
  readonly url: string;
  readonly calls: SeenCall[];
  readonly spans: SeenSpan[];
  /** Resolves with the next call, before it is answered. */
  nextCall(): Promise<SeenCall>;
  close(): Promise<void>;
}

type Handle = (call: SeenCall, response: ServerResponse) => void;

export async function openFakeDoors(handle: Handle = answerQuickly): Promise<FakeDoors> {
  const calls: SeenCall[] = [];
  const spans: SeenSpan[] = [];
  const waiting: ((call: SeenCall) => void)[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (request.url === '/v1/traces') {
        const { resourceSpans } = JSON.parse(body) as {
          resourceSpans: { scopeSpans: { spans: SeenSpan[] }[] }[];
        };
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
        response.end('{}');
        return;
      }
      const { model } = JSON.parse(body) as { model: string };
      const call: SeenCall = { headers: request.headers, body, model, finished: false };
      response.on('finish', () => (call.finished = true));
      calls.push(call);
      for (const resolve of waiting.splice(0)) resolve(call);
      handle(call, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    spans,
    nextCall: () => new Promise((resolve) => waiting.push(resolve)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers at once; calls the first tool that is offered when the user spoke last; does not know `gpt-4o-minni`. */
export function answerQuickly(call: SeenCall, response: ServerResponse): void {
  if (call.model === 'gpt-4o-minni') {
    fail(response, 404, 'The model does not exist.');
    return;
  }
  const { messages, tools, stream } = JSON.parse(call.body) as {
    messages: { role: string }[];
    tools?: { function: { name: string } }[];
    stream?: boolean;
  };
  const tool = messages.at(-1)?.role === 'user' ? tools?.[0] : undefined;
  const toolCalls =
    tool === undefined
      ? undefined
      : [
          {
            index: 0,
            id: `call_${messages.length}`,
            type: 'function',
            function: { name: tool.function.name, arguments: '{}' },
          },
        ];
  const finish_reason = toolCalls === undefined ? 'stop' : 'tool_calls';
  const usage = { prompt_tokens: 20, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 3 } };
  const answer = { content: toolCalls === undefined ? 'Done.' : null, tool_calls: toolCalls };
  const head = { id: 'chatcmpl-1', model: call.model };
  if (stream !== true) {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ...head, choices: [{ message: answer, finish_reason }], usage }));
    return;
  }
  writeEvent(response, { ...head, choices: [{ delta: answer }] });
  for (let piece = 0; piece < 40; piece += 1) {
    if (toolCalls === undefined)
      writeEvent(response, { ...head, choices: [{ delta: { content: ' More.' } }] });
  }
  writeEvent(response, { ...head, choices: [{ delta: {}, finish_reason }] });
  writeEvent(response, { ...head, choices: [], usage });
  response.end('data: [DONE]\n\n');
}

export function writeEvent(response: ServerResponse, event: unknown, sent?: () => void): void {
  response.write(`data: ${JSON.stringify(event)}\n\n`, sent);
}

export function fail(response: ServerResponse, status: number, message: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ error: { message, type: 'error', param: null, code: null } }));
}
