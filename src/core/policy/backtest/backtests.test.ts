import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backtest, BacktestRequest } from '../../../shared/backtest.ts';
import { DEFAULT_GUARD_SETTINGS } from '../../../shared/guard/index.ts';
import { createLogger } from '../../log.ts';
import { temporaryStore, type TemporaryStore } from '../../store/testing/temporary-store.ts';
import { madeContent } from '../testing/made-set.ts';
import { Backtests } from './backtests.ts';
import { recordedExchange } from './testing/recorded-exchange.ts';
import { completeInput } from '../../../shared/policy/index.ts';

const EXCHANGES = 600;

function request(filter = '', message = 'No.'): BacktestRequest {
  const content = madeContent({
    rules: [{ id: 'all', name: 'All', when: '', actions: [{ type: 'block', message }] }],
  });
  return {
    from: '2026-11-20T00:00:00Z',
    to: '2026-11-22T00:00:00Z',
    filter,
    subject: { kind: 'policies', drafts: [{ setId: null, content }], alone: true },
  };
}

describe('backtests', () => {
  let store: TemporaryStore;
  let backtests: Backtests;
  beforeAll(() => {
    store = temporaryStore();
    store.writer.write(
      Array.from({ length: EXCHANGES }, (_, index) =>
        recordedExchange({
          number: index + 1,
          input: completeInput({ target: { provider: 'openai', model: 'gpt-4o' } }),
          messages: null,
          outcome: null,
        }),
      ),
    );
    backtests = new Backtests({
      dataDir: store.directory,
      published: () => [],
      hasSet: (id) => id === 'known',
      targetOf: () => null,
      log: createLogger('error'),
    });
  });
  afterAll(async () => {
    await backtests.close();
    store.close();
  });

  const ended = (id: string): Promise<Backtest> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (backtests.get(id).state !== 'running') resolve(backtests.get(id));
      };
      backtests.onChange(look);
      look();
    });

  it('refuses a draft of a set that does not exist', async () => {
    const of = (setId: string): BacktestRequest => ({
      ...request(),
      subject: { kind: 'policies', drafts: [{ setId, content: madeContent() }], alone: false },
    });
    await expect(backtests.start(of('gone'))).rejects.toMatchObject({ code: 'POLICY_NOT_FOUND' });
    const { id } = await backtests.start(of('known'));
    expect((await ended(id)).state).toBe('done');
  });

  it('run in their own thread to their end, and answer for what they found', async () => {
    const { id, total } = await backtests.start(request());
    expect(total).toBe(EXCHANGES);
    const done = await ended(id);
    expect(done).toMatchObject({ state: 'done', message: null });
    expect(done.figures).toMatchObject({ exchanges: EXCHANGES, blocked: EXCHANGES });
    const page = await backtests.exchanges({ id, sort: 'spend', offset: EXCHANGES - 1, limit: 50 });
    expect(page).toMatchObject({ total: EXCHANGES, notKept: 0, exchanges: [{ changes: ['blocked'] }] });
    expect(backtests.list().map((each) => each.id)).toContain(id);
  });

  it('run a guard again that was off', async () => {
    const { filter, from, to } = request();
    const settings = DEFAULT_GUARD_SETTINGS.secrets;
    const { id } = await backtests.start({ filter, from, to, subject: { kind: 'guard_run', settings } });
    const { state, figures } = await ended(id);
    expect(state).toBe('done');
    expect(figures).toMatchObject({ exchanges: EXCHANGES, changed: 0, withoutTexts: EXCHANGES });
  });

  it('are cancelled, and keep what was found so far', async () => {
    const { id } = await backtests.start(request());
    expect(backtests.cancel(id)).toMatchObject({ state: 'cancelled', message: 'It was cancelled.' });
    expect((await backtests.exchanges({ id, sort: 'time', offset: 0, limit: 1 })).notKept).toBe(0);
    expect(() => backtests.cancel('other')).toThrow('no backtest other');
  });

  it('refuse what they cannot do before they begin', async () => {
    await expect(backtests.start(request('cost:>'))).rejects.toMatchObject({ code: 'FILTER_INVALID' });
    const broken = request();
    if (broken.subject.kind === 'policies' && broken.subject.drafts[0]?.content.rules[0] !== undefined) {
      broken.subject.drafts[0].content.rules[0].when = 'no.such > 1';
    }
    await expect(backtests.start(broken)).rejects.toMatchObject({ code: 'EXPRESSION_INVALID' });
    expect(backtests.list().filter(({ state }) => state === 'running')).toEqual([]);
  });
});
