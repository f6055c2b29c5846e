import { describe, expect, test } from 'vitest';
import { IdempotentAnswers } from './idempotent-answers.ts';
import type { AnswerSink } from './shared-answer.ts';

/** A caller who writes down what it gets. */
class Caller implements AnswerSink {
  status: number | null = null;
  headers: Readonly<Record<string, string>> = {};
  text = '';
  announced: Readonly<Record<string, string>> = {};
  ending: 'whole' | 'cut' | null = null;
  /** It does not read, and has not hung up: its connection may be dead. */
  isStuck = false;
  readonly #hangUp = new AbortController();

  get started(): boolean {
    return this.status !== null;
  }
  get hangUp(): AbortSignal {
    return this.#hangUp.signal;
  }
  leave(): void {
    this.#hangUp.abort();
  }
  announce(headers: Readonly<Record<string, string>>): void {
    this.announced = { ...this.announced, ...headers };
  }
  start(status: number, headers: Readonly<Record<string, string>>): void {
    this.status = status;
    this.headers = headers;
  }
  write(chunk: Uint8Array): Promise<void> | null {
    this.text += Buffer.from(chunk).toString();
    return this.isStuck ? new Promise(() => undefined) : null;
  }
  end(): void {
    this.ending = 'whole';
  }
  send(status: number, headers: Readonly<Record<string, string>>, body: Uint8Array): void {
    this.start(status, headers);
    void this.write(body);
    this.end();
  }
  cut(): void {
    this.ending = 'cut';
  }
}

const bytes = (text: string) => Buffer.from(text);
const body = bytes('{"model":"m"}');

describe('a repeated key', () => {
  test('gets the first answer, marked as repeated', async () => {
    const answers = new IdempotentAnswers();
    const first = new Caller();
    const { answer, isFirst } = answers.claim({ scope: 'a', key: 'k', body, sink: first });
    expect(isFirst).toBe(true);
    answer.send(200, { 'content-type': 'application/json' }, bytes('{"ok":1}'));

    const second = new Caller();
    const again = answers.claim({ scope: 'a', key: 'k', body, sink: second });
    expect(again.isFirst).toBe(false);
    expect(await again.answer.join(second)).toBe('whole');
    expect(second).toMatchObject({ status: 200, text: '{"ok":1}', ending: 'whole' });
    expect(second.announced).toEqual({ 'idempotent-replayed': 'true' });
    expect(first.announced).toEqual({});
  });

  test('joins a stream that is still being written, from its first byte', async () => {
    const answers = new IdempotentAnswers();
    const [first, second] = [new Caller(), new Caller()];
    const { answer } = answers.claim({ scope: 'a', key: 'k', body, sink: first });
    answer.start(200, {});
    void answer.write(bytes('one '));
    const joined = answers.claim({ scope: 'a', key: 'k', body, sink: second }).answer.join(second);
    void answer.write(bytes('two'));
    answer.end();
    expect(await joined).toBe('whole');
    expect([first.text, second.text]).toEqual(['one two', 'one two']);
    expect([first.ending, second.ending]).toEqual(['whole', 'whole']);
  });

  test('does not wait for the first connection when that is dead, as far as the answer is kept', async () => {
    const answers = new IdempotentAnswers({ maxAnswerBytes: 8 });
    const [first, second] = [new Caller(), new Caller()];
    first.isStuck = true;
    const { answer } = answers.claim({ scope: 'a', key: 'k', body, sink: first });
    answer.start(200, {});
    const stuck = answer.write(bytes('one '));
    expect(stuck).toBeInstanceOf(Promise);
    void answers.claim({ scope: 'a', key: 'k', body, sink: second }).answer.join(second);
    await stuck;
    expect(answer.write(bytes('two '))).toBeNull();
    expect(answer.write(bytes('more than is kept'))).toBeInstanceOf(Promise);
  });

  test('says that it is repeated also when it came before the answer began', async () => {
    const answers = new IdempotentAnswers();
    const [first, second] = [new Caller(), new Caller()];
    const { answer } = answers.claim({ scope: 'a', key: 'k', body, sink: first });
    const joined = answer.join(second);
    answer.send(200, {}, bytes('{}'));
    await joined;
    expect(second.announced).toEqual({ 'idempotent-replayed': 'true' });
    expect(first.announced).toEqual({});
  });

  test('of another caller is another key; with another body it is refused', () => {
    const answers = new IdempotentAnswers();
    answers.claim({ scope: 'a', key: 'k', body, sink: new Caller() });
    expect(answers.claim({ scope: 'b', key: 'k', body, sink: new Caller() }).isFirst).toBe(true);
    expect(() => answers.claim({ scope: 'a', key: 'k', body: bytes('{}'), sink: new Caller() })).toThrow(
      expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' }),
    );
    expect(() => answers.claim({ scope: 'a', key: 'x'.repeat(256), body, sink: new Caller() })).toThrow(
      expect.objectContaining({ code: 'IDEMPOTENCY_KEY_INVALID' }),
    );
  });

  test.each(['an error answer', 'a cut'])('after %s starts anew', (failure) => {
    const answers = new IdempotentAnswers();
    const first = new Caller();
    const { answer } = answers.claim({ scope: 'a', key: 'k', body, sink: first });
    if (failure === 'a cut') {
      answer.start(200, {});
      answer.cut();
      expect(first.ending).toBe('cut');
    } else {
      answer.send(503, {}, bytes('{}'));
    }
    expect(answers.claim({ scope: 'a', key: 'k', body, sink: new Caller() }).isFirst).toBe(true);
  });
});

describe('callers who hang up', () => {
  test('end the call only when the last of them has', async () => {
    const answers = new IdempotentAnswers();
    const [first, second] = [new Caller(), new Caller()];
    const { answer } = answers.claim({ scope: 'a', key: 'k', body, sink: first });
    const joined = answer.join(second);
    first.leave();
    expect(answer.hangUp.aborted).toBe(false);
    second.leave();
    expect(answer.hangUp.aborted).toBe(true);
    expect(await joined).toBe('abandoned');
    expect(answers.claim({ scope: 'a', key: 'k', body, sink: new Caller() }).isFirst).toBe(true);
  });
});

describe('what is kept is bounded', () => {
  const answered = (answers: IdempotentAnswers, key: string, text: string) => {
    const { answer, isFirst } = answers.claim({ scope: 'a', key, body, sink: new Caller() });
    if (isFirst) answer.send(200, {}, bytes(text));
    return isFirst;
  };

  test('in time', () => {
    let now = 0;
    const answers = new IdempotentAnswers({ keptMs: 1_000 }, () => now);
    expect(answered(answers, 'k', 'x')).toBe(true);
    now = 999;
    expect(answered(answers, 'k', 'x')).toBe(false);
    now = 1_000;
    expect(answered(answers, 'k', 'x')).toBe(true);
  });

  test('in number and bytes: the oldest go first', () => {
    const few = new IdempotentAnswers({ maxAnswers: 2 });
    for (const key of ['a', 'b', 'c']) answered(few, key, 'x');
    expect([answered(few, 'c', 'x'), answered(few, 'b', 'x'), answered(few, 'a', 'x')]).toEqual([
      false,
      false,
      true,
    ]);
    const small = new IdempotentAnswers({ maxBytes: 10 });
    for (const key of ['a', 'b']) answered(small, key, '12345678');
    expect([answered(small, 'b', 'x'), answered(small, 'a', 'x')]).toEqual([false, true]);
  });

  test('in size: an answer that is too large is not repeated, and says so', async () => {
    const answers = new IdempotentAnswers({ maxAnswerBytes: 4 });
    answered(answers, 'k', 'too long');
    const again = answers.claim({ scope: 'a', key: 'k', body, sink: new Caller() });
    await expect(again.answer.join(new Caller())).rejects.toMatchObject({
      code: 'IDEMPOTENCY_ANSWER_TOO_LARGE',
    });
  });
});
