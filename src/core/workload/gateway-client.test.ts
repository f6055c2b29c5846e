import { afterEach, describe, expect, it } from 'vitest';
import { GatewayClient } from './gateway-client.ts';
import { answerQuickly, fail, openFakeDoors, writeEvent, type FakeDoors } from './testing/fake-doors.ts';

let doors: FakeDoors;
afterEach(() => doors.close());

async function clientOf(handle: Parameters<typeof openFakeDoors>[0]): Promise<GatewayClient> {
  doors = await openFakeDoors(handle);
  return new GatewayClient({ url: () => doors.url, token: null, signal: new AbortController().signal });
}

const REQUEST = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] } as const;

describe('the client of the gateway', () => {
  it('tries again what may pass, counting its attempts', async () => {
    const client = await clientOf((call, response) => {
      if (call.headers['x-stainless-retry-count'] === '0') fail(response, 503, 'Busy.');
      else answerQuickly(call, response);
    });
    expect((await client.chat(REQUEST, {})).text).toBe('Done.');
    expect(doors.calls.map(({ headers }) => headers['x-stainless-retry-count'])).toEqual(['0', '1']);
  });

  it('gives up after three attempts, and at once where no attempt can help', async () => {
    const client = await clientOf((call, response) =>
      fail(response, call.model === 'busy' ? 429 : 404, 'No.'),
    );
    await expect(client.chat({ ...REQUEST, model: 'busy' }, {})).rejects.toMatchObject({ status: 429 });
    expect(doors.calls).toHaveLength(3);
    await expect(client.chat(REQUEST, {})).rejects.toMatchObject({ name: 'ChatFailure', message: 'No.' });
    expect(doors.calls).toHaveLength(4);
  });

  it.each(['cut', 'unfinished', 'error'])('tries a stream again that is %s', async (fault) => {
    const client = await clientOf((call, response) => {
      if (call.headers['x-stainless-retry-count'] !== '0') return answerQuickly(call, response);
      const half = { id: '1', model: 'gpt-4o', choices: [{ delta: { content: 'Half of' } }] };
      writeEvent(response, half, () => {
        if (fault === 'cut') response.destroy();
        if (fault === 'error') writeEvent(response, { error: { message: 'overloaded' } });
        if (fault !== 'cut') response.end();
      });
    });
    const answer = await client.chat({ ...REQUEST, stream: true }, {});
    expect(answer).toMatchObject({ finishReason: 'stop', usage: { input: 20, output: 5, cached: 3 } });
    expect(answer.text).toMatch(/^Done\. More\./);
    expect(doors.calls).toHaveLength(2);
  });

  it('hangs up when it leaves a stream', async () => {
    const closed = Promise.withResolvers<boolean>();
    const client = await clientOf((_, response) => {
      response.on('close', () => closed.resolve(response.writableFinished));
      for (let piece = 0; piece < 5; piece += 1) {
        writeEvent(response, { id: '1', model: 'gpt-4o', choices: [{ delta: { content: 'word ' } }] });
      }
    });
    const answer = await client.chat({ ...REQUEST, stream: true, leaveAfter: 3 }, {});
    expect(answer).toMatchObject({ finishReason: 'left', text: 'word word word ' });
    expect(await closed.promise).toBe(false);
  });
});
