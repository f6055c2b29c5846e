import { describe, expect, it } from 'vitest';
import type { StoredSpan } from '../store/span-record.ts';
import { modelCall, traceIdOf } from '../store/testing/stored-spans.ts';
import { ExchangeBuffer } from './exchange-buffer.ts';

function exchange(number: number): StoredSpan[] {
  return [modelCall({ span: { traceId: traceIdOf(number) } })];
}

describe('ExchangeBuffer', () => {
  it('sends what was gathered, once', async () => {
    const sent: number[] = [];
    const buffer = new ExchangeBuffer({
      maxSpans: 10,
      flushMs: 1,
      send: (spans) => Promise.resolve(void sent.push(spans.length)),
      onFailure: (error) => {
        throw error;
      },
    });
    buffer.append(exchange(1));
    buffer.append(exchange(2));
    await buffer.drain();
    await buffer.drain();
    expect(sent).toEqual([2]);
    expect(buffer.dropped).toBe(0);
  });

  it('drops and counts what does not fit while the writer is behind, and takes more when it has caught up', async () => {
    let finish = () => {};
    const buffer = new ExchangeBuffer({
      maxSpans: 2,
      flushMs: 1,
      send: () => new Promise<void>((resolve) => (finish = resolve)),
      onFailure: (error) => {
        throw error;
      },
    });
    buffer.append(exchange(1));
    buffer.append(exchange(2));
    const drained = buffer.drain();
    buffer.append(exchange(3));
    expect(buffer.dropped).toBe(1);
    finish();
    await drained;
    buffer.append(exchange(4));
    expect(buffer.dropped).toBe(1);
    const last = buffer.drain();
    finish();
    await last;
  });

  it('counts and reports exchanges that could not be written', async () => {
    const failures: unknown[] = [];
    const buffer = new ExchangeBuffer({
      maxSpans: 10,
      flushMs: 1,
      send: () => Promise.reject(new Error('disk full')),
      onFailure: (error, spans) => failures.push([error, spans]),
    });
    buffer.append([...exchange(1), ...exchange(1), ...exchange(2)]);
    await buffer.drain();
    expect(failures).toEqual([[new Error('disk full'), 3]]);
    expect(buffer.dropped).toBe(2);
  });
});
