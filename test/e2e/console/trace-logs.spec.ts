import type { RunningEngine } from '../fixtures/engine.ts';
import { agentTrace } from '../../fixtures/otlp-json.ts';
import { logsExport, type LogWish } from '../../fixtures/otlp-logs.ts';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';

const AGENT = '00000000000000a1';
const CALL = '00000000000000a2';
const TOOL = '00000000000000a3';

async function post(engine: RunningEngine, signal: 'traces' | 'logs', body: object): Promise<void> {
  const response = await fetch(`${engine.otlpUrl}/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
}

/** The agent's trace with these logs, their times counted from its start. */
async function traceWithLogs(engine: RunningEngine, logs: readonly LogWish[]): Promise<string> {
  const startMs = Date.now() - 5_000;
  const { body, traceId } = agentTrace(undefined, startMs);
  await post(
    engine,
    'logs',
    logsExport(logs.map((log) => ({ traceId, ...log, atMs: startMs + (log.atMs ?? 0) }))),
  );
  await post(engine, 'traces', body);
  return traceId;
}

const LOGS: readonly LogWish[] = [
  { spanId: AGENT, atMs: 2, severityNumber: 9, severityText: 'INFO', body: 'Taking up the question' },
  {
    spanId: TOOL,
    atMs: 630,
    severityNumber: 13,
    severityText: 'WARN',
    body: { order: 7, tried: ['cache', 'shop'], note: '<img src=x onerror=alert(1)>' },
    attributes: { attempt: 2 },
  },
  { spanId: TOOL, atMs: 650, severityNumber: 5, body: 'Asking once more' },
  { spanId: TOOL, atMs: 695, severityNumber: 17, severityText: 'ERROR', body: 'No such order' },
  { atMs: 800, severityNumber: 21, body: 'Nothing more can be done' },
  {
    spanId: CALL,
    atMs: 11,
    eventName: 'gen_ai.user.message',
    body: { content: 'not shown: the span has its own' },
  },
];

test('shows the logs of a span, by severity, with body and attributes', async ({
  context,
  session,
  engine,
}) => {
  const traceId = await traceWithLogs(engine, LOGS);
  const page = await openConsole(context, session, `/traces/${traceId}?span=${TOOL}`);
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  await panel.getByRole('tab', { name: /^Logs\s*3$/ }).click();
  const rows = panel.getByRole('list', { name: 'Logs of the span' }).getByRole('listitem');
  await expect(rows).toHaveCount(3);
  await expect(rows.first()).toContainText('+10 ms');
  await expect(rows.first()).toContainText('order=7');
  await rows.first().getByRole('button', { name: 'Body and attributes' }).click();
  await expect(rows.first()).toContainText('<img src=x onerror=alert(1)>');
  await expect(rows.first()).toContainText('attempt');
  await expectAccessible(page);

  await panel.getByRole('combobox', { name: 'Severity' }).click();
  await page.getByRole('option', { name: 'error and above (1)' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('No such order');
});

test('shows the logs of the whole trace in order; a click leads to the span', async ({
  context,
  session,
  engine,
}) => {
  const traceId = await traceWithLogs(engine, LOGS);
  const page = await openConsole(context, session, `/traces/${traceId}?span=${AGENT}`);
  await page.getByRole('button', { name: 'Logs 6' }).click();
  await expect(page).toHaveURL(/logs=true/);
  const rows = page.getByRole('list', { name: 'Logs of the trace' }).getByRole('listitem');
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(0)).toContainText('Taking up the question');
  await expect(rows.nth(5)).toContainText('no span');
  await rows
    .nth(4)
    .getByRole('button', { name: /No such order/ })
    .click();
  await expect(page).toHaveURL(new RegExp(`span=${TOOL}`));
  await expect(page.getByRole('tree').locator('[aria-selected="true"]')).toContainText('find_order');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close the logs' }).click();
  await expect(rows).toHaveCount(0);
});

test('scrolls through ten thousand logs, of which it makes only the rows in sight', async ({
  context,
  session,
  engine,
}) => {
  const count = 10_000;
  const traceId = await traceWithLogs(
    engine,
    Array.from({ length: count }, (_, index) => ({
      spanId: AGENT,
      atMs: index / 100,
      body: `step ${index}`,
    })),
  );
  const page = await openConsole(context, session, `/traces/${traceId}?span=${AGENT}&logs=true`);
  const rows = page.getByRole('list', { name: 'Logs of the trace' }).getByRole('listitem');
  await expect(page.getByRole('button', { name: 'Logs 10,000' })).toBeVisible();
  await expect(rows.first()).toContainText('step 0');
  await rows.first().hover();
  await page.mouse.wheel(0, 3_000);
  await expect(page.getByText('step 120', { exact: true })).toBeVisible();
  expect(await rows.count()).toBeLessThan(80);
});

test('reads the conversation of a span from events that came as logs', async ({
  context,
  session,
  engine,
}) => {
  const traceId = await traceWithLogs(engine, [
    { spanId: AGENT, atMs: 1, eventName: 'gen_ai.user.message', body: { content: 'Is it on its way?' } },
    {
      spanId: AGENT,
      atMs: 2,
      eventName: 'gen_ai.choice',
      body: { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'It is.' } },
    },
  ]);
  const page = await openConsole(context, session, `/traces/${traceId}?span=${AGENT}`);
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  await panel.getByRole('tab', { name: 'Conversation' }).click();
  await expect(panel.getByRole('article').first()).toContainText('Is it on its way?');
  await expect(panel.getByRole('article').last()).toContainText('It is.');
});
