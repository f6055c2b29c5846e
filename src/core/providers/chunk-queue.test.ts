import { expect, test } from 'vitest';
import { ChunkQueue } from './chunk-queue.ts';

function queueWithLog() {
  const calls: string[] = [];
  const queue = new ChunkQueue({
    pause: () => calls.push('pause'),
    resume: () => calls.push('resume'),
    cancel: () => calls.push('cancel'),
  });
  return { queue, calls };
}
const chunk = (size: number) => new Uint8Array(size);

test('gives what was pushed before and after it was asked for, then the end', async () => {
  const { queue } = queueWithLog();
  queue.push(chunk(1));
  const first = await queue.next();
  const waiting = queue.next();
  queue.push(chunk(2));
  queue.end();
  expect([first.value?.length, (await waiting).value?.length]).toEqual([1, 2]);
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

test('pauses its source when the reader is behind, resumes it when all is read', async () => {
  const { queue, calls } = queueWithLog();
  queue.push(chunk(60_000));
  expect(calls).toEqual([]);
  queue.push(chunk(60_000));
  queue.push(chunk(1));
  expect(calls).toEqual(['pause']);
  for (let read = 0; read < 3; read++) await queue.next();
  expect(calls).toEqual(['pause', 'resume']);
});

test('a failure comes after what had arrived', async () => {
  const { queue } = queueWithLog();
  queue.push(chunk(3));
  queue.fail(new Error('cut'));
  expect((await queue.next()).value?.length).toBe(3);
  await expect(queue.next()).rejects.toThrow('cut');
});

test('a reader that stops early cancels the source, once', async () => {
  const { queue, calls } = queueWithLog();
  queue.push(chunk(1));
  queue.push(chunk(1));
  for await (const _ of queue) break;
  await queue.return();
  expect(calls).toEqual(['cancel']);
});
