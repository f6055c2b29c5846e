import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { TELEMETRY_MIGRATIONS } from '../migrations/telemetry-migrations.ts';
import type { Attributes } from '../span-record.ts';
import { SpanWriter } from '../span-writer.ts';
import { spanIdOf, storedSpan, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';

describe('bodies of spans', () => {
  let store: TemporaryStore;
  beforeEach(() => (store = temporaryStore()));
  afterEach(() => store.close());

  function write(number: number, attributes: Attributes, writer = store.writer): void {
    const span = { traceId: traceIdOf(number), spanId: spanIdOf(number), attributes };
    writer.write([storedSpan({ span })]);
  }

  const read = (number: number): Attributes | undefined =>
    store.reader.span(traceIdOf(number), spanIdOf(number))?.span.attributes;
  const bodies = (): unknown => store.db.prepare('SELECT count(*) FROM bodies').pluck().get();
  const row = (): string =>
    store.db.prepare<[], string>('SELECT attributes FROM spans ORDER BY span_no DESC').pluck().get() ?? '';
  const message = (number: number): object => ({ role: 'user', content: `What is ${number}? `.repeat(20) });

  it('stores each message of a history that is sent again and again once', () => {
    for (let turn = 1; turn <= 20; turn += 1) {
      const history = Array.from({ length: turn }, (_, index) => message(index));
      write(turn, { 'gen_ai.input.messages': JSON.stringify(history) });
    }
    expect(bodies()).toBe(20);
    expect(row().length).toBeLessThan(120);
    const whole = JSON.stringify(Array.from({ length: 20 }, (_, index) => message(index)));
    expect(read(20)).toEqual({ 'gen_ai.input.messages': whole });
  });

  it('finds the messages within the body of a request', () => {
    const body = (messages: number): string =>
      JSON.stringify({
        model: 'm',
        messages: Array.from({ length: messages }, (_, index) => message(index)),
        n: 1,
      });
    write(1, { 'input.value': body(5) });
    write(2, { 'input.value': body(6) });
    expect(bodies()).toBe(6);
    expect(read(2)).toEqual({ 'input.value': body(6) });
  });

  it('keeps what fifty rules said, which never recurs, as one text', () => {
    const rules = Array.from({ length: 50 }, (_, at) => ({
      ruleId: `rule-${at}`,
      why: 'no '.repeat(30),
      micros: at,
    }));
    write(1, { 'signalbox.policy.rules': JSON.stringify(rules) });
    expect(bodies()).toBe(1);
    expect(read(1)).toEqual({ 'signalbox.policy.rules': JSON.stringify(rules) });
  });

  it('recognises texts of an earlier run', () => {
    write(1, { prompt: 'Again and again. '.repeat(50) });
    write(2, { prompt: 'Again and again. '.repeat(50) }, new SpanWriter(store.db));
    expect(bodies()).toBe(1);
  });

  it('adds no bodies of a span that is there already', () => {
    write(1, { prompt: 'first '.repeat(100) });
    write(1, { prompt: 'second '.repeat(100) });
    expect(bodies()).toBe(1);
    expect(read(1)).toEqual({ prompt: 'first '.repeat(100) });
  });

  it('leaves short texts in the row, where filters find them', () => {
    write(1, { short: 'x'.repeat(255), list: ['a', 'b'] });
    expect(bodies()).toBe(0);
    expect(JSON.parse(row())).toEqual({ short: 'x'.repeat(255), list: ['a', 'b'] });
  });

  it('takes half characters, huge texts, huge lists and very many attributes', () => {
    const attributes: Attributes = {
      half: `${'x'.repeat(300)}\ud800`,
      huge: '🚂'.repeat(3_000_000),
      list: JSON.stringify(Array.from({ length: 30_000 }, (_, index) => message(index)).slice(0, 5000)),
      numbers: JSON.stringify(Array.from({ length: 20_000 }, (_, index) => index / 3)),
      brackets: '['.repeat(100_000),
      quotes: `["${'\\"'.repeat(100_000)}`,
      backslashes: `["${'\\'.repeat(100_000)}"]`,
    };
    for (let index = 0; index < 100_000; index += 1) attributes[`key ${index}`] = index;
    write(1, attributes);
    expect(read(1)).toEqual(attributes);
  });

  it('puts texts back into their rows when its schema goes back, and stores them again when it comes forward', () => {
    const prompt = JSON.stringify([message(1), message(2)]);
    write(1, { prompt });
    migrate(store.db, TELEMETRY_MIGRATIONS, 5);
    expect(JSON.parse(row())).toEqual({ prompt });
    migrate(store.db, TELEMETRY_MIGRATIONS, TELEMETRY_MIGRATIONS.length);
    expect(read(1)).toEqual({ prompt });
    write(2, { prompt }, new SpanWriter(store.db));
    expect(read(2)).toEqual({ prompt });
    expect(bodies()).toBe(2);
  });
});
