import { randomBytes } from 'node:crypto';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';
import { postOtlp } from './traces-traffic.ts';

const HOSTILE = `conv/é ?#%& <img src=x onerror="document.title='owned'"> \u202Egnp`;

/** A turn of a conversation whose application resends the history with each call. */
async function sendTurn(
  engine: RunningEngine,
  session: string,
  turn: number,
  failure?: string,
): Promise<string> {
  const traceId = randomBytes(16).toString('hex');
  const startMs = Date.now() - 60_000 + turn * 100;
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const say = (role: string, content: string) => ({ role, parts: [{ type: 'text', content }] });
  const history = Array.from({ length: turn }, (_, index) => [
    say('user', `Question ${index + 1}`),
    say('assistant', `Answer ${index + 1}`),
  ]).flat();
  const span = {
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'chat gpt-4o',
    kind: 3,
    startTimeUnixNano: `${BigInt(startMs) * 1_000_000n}`,
    endTimeUnixNano: `${BigInt(startMs + 300 + turn) * 1_000_000n}`,
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.request.model', 'gpt-4o'),
      text('gen_ai.provider.name', 'openai'),
      text('gen_ai.conversation.id', session),
      text('user.id', 'ana'),
      text('gen_ai.input.messages', JSON.stringify([...history, say('user', `Question ${turn + 1}`)])),
      text('gen_ai.output.messages', JSON.stringify([say('assistant', `Answer ${turn + 1}`)])),
      { key: 'gen_ai.usage.input_tokens', value: { intValue: '1000' } },
      { key: 'gen_ai.usage.output_tokens', value: { intValue: '100' } },
    ],
    status: failure === undefined ? {} : { code: 2, message: failure },
  };
  const resource = { attributes: [text('service.name', 'support')] };
  await postOtlp(engine, JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] }));
  return traceId;
}

/** A range in which no test has sent anything: the engine is that of other tests too. */
const BEFORE_ALL = '?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z';

test('says how to name a conversation while there is none', async ({ context, session }) => {
  const page = await openConsole(context, session, `/sessions${BEFORE_ALL}`);
  await expect(page.getByText('No conversation in this time range')).toBeVisible();
  await expect(page.getByText('x-signalbox-session')).toBeVisible();
  await expectAccessible(page);
});

test('lists sessions, reads one turn by turn, and follows it', async ({ context, session, engine }) => {
  const ids: string[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    ids.push(await sendTurn(engine, HOSTILE, turn, turn === 1 ? 'too long' : undefined));
  }
  const page = await openConsole(context, session, '/traces');
  await page.getByRole('link', { name: 'Sessions', exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: 'conv/é' });
  await expect(row).toContainText('$0.01');
  await expect(row).toContainText('gpt-4o');
  await expectAccessible(page);
  await row.click();

  const turns = page.getByRole('region', { name: /^Turn \d/ });
  await expect(turns).toHaveCount(3);
  await expect(turns.nth(0).getByRole('article')).toHaveCount(2);
  await expect(turns.nth(2)).toContainText('Question 3');
  await expect(turns.nth(2)).not.toContainText('Question 2');
  await expect(turns.nth(2)).toContainText('4 resent messages left out');
  await expect(turns.nth(1)).toContainText('Error');
  await expect(page.getByRole('complementary')).toContainText('1 failed');
  await expect(page).not.toHaveTitle('owned');
  await expectAccessible(page);

  await sendTurn(engine, HOSTILE, 3);
  await expect(page.getByRole('button', { name: /^Turn 4/ })).toBeVisible();
  await page.getByRole('button', { name: /^Turn 2/ }).click();
  await expect(page).toHaveURL(new RegExp(`turn=${ids[1] ?? ''}`));
  await page.reload();
  await expect(page.getByRole('button', { name: /^Turn 2/ })).toHaveAttribute('aria-current', 'step');
  await turns.filter({ hasText: 'Question 2' }).getByRole('link', { name: 'Trace' }).click();
  await expect(page).toHaveURL(new RegExp(`/traces/${ids[1] ?? ''}`));
  await page.getByRole('link', { name: 'Session', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Turn 2/ })).toHaveAttribute('aria-current', 'step');
});

test('says when a session is not there', async ({ context, session }) => {
  const page = await openConsole(context, session, `/sessions/${encodeURIComponent('no/such')}`);
  await expect(page.getByRole('alert')).toContainText('There is no session of this id');
});
