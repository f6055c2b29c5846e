import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, pressSequence, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

interface Received {
  status: string;
  alerts: { status: string; labels: Record<string, string>; annotations: Record<string, string> }[];
}

let receiver: Server;
let hook: string;
let received: Received[];

test.beforeAll(async () => {
  received = [];
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      received.push(JSON.parse(text) as Received);
      response.end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
test.afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

/** A gauge of an application, by OTLP. */
async function measure(engine: RunningEngine, metric: string, room: string, value: number): Promise<void> {
  const attributes = [{ key: 'room', value: { stringValue: room } }];
  const point = { attributes, timeUnixNano: `${Date.now()}000000`, asDouble: value };
  const metrics = [{ name: metric, gauge: { dataPoints: [point] } }];
  const answer = await fetch(`${engine.otlpUrl}/v1/metrics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${engine.token}` },
    body: JSON.stringify({ resourceMetrics: [{ scopeMetrics: [{ metrics }] }] }),
  });
  expect(answer.status).toBe(200);
}

async function tab(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('tablist', { name: 'Alerts' }).getByRole('tab', { name }).click();
}

/** Types an expression over the one that is there. */
async function write(form: Locator, label: string, expression: string): Promise<void> {
  await form.getByRole('textbox', { name: label }).click();
  await form.page().keyboard.press('ControlOrMeta+A');
  await form.page().keyboard.insertText(expression);
}

test('a rule made on the page fires on data that came in, reaches a webhook, and is silenced', async ({
  context,
  session,
  engine,
}) => {
  await measure(engine, 'attic_temperature', 'attic', 31);
  const page = await openConsole(context, session, '/alerts?tab=channels');
  await page.getByRole('button', { name: 'New channel' }).click();
  const channel = page.getByRole('dialog', { name: 'New channel' });
  await channel.getByRole('radio', { name: /^Webhook/ }).click();
  await channel.getByLabel('Name', { exact: true }).fill('attic hook');
  await channel.getByLabel('Address').fill('ftp://example.com');
  await channel.getByLabel('Only alerts with').fill('alertname=TooWarm');
  await channel.getByLabel('First after').fill('0s');
  await channel.getByRole('button', { name: 'Save channel' }).click();
  await expect(channel.getByText('An http or https address without a user name.')).toBeVisible();
  await channel.getByLabel('Address').fill(hook);
  await channel.getByRole('button', { name: 'Save channel' }).click();
  await expect(channel).toBeHidden();
  await page.getByRole('button', { name: 'Test attic hook' }).click();
  await expect(page.getByText('attic hook took it', { exact: true })).toBeVisible();

  await tab(page, /^Rules/);
  await page.getByRole('button', { name: 'New rule' }).click();
  const editor = page.getByRole('dialog', { name: 'New rule' });
  await editor.getByLabel('Name', { exact: true }).fill('TooWarm');
  const proposal = page.getByRole('option', { name: /attic_temperature/ });
  await editor.getByRole('textbox', { name: 'Expression' }).click();
  await page.keyboard.type('attic_t');
  await expect(proposal).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(proposal).toBeHidden();
  await page.keyboard.type('emp');
  await expect(proposal).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.type(' > 30');
  await editor.getByLabel('Fires after').fill('');
  await editor.getByLabel('Summary').fill('The {{ $labels.room }} has {{ $value }} degrees');
  await editor.getByLabel('Name of the group').fill('rooms');
  await editor.getByLabel('Evaluated every').fill('1s');
  await expect(editor.getByRole('region', { name: 'Preview' })).toContainText('It would have fired once');
  await expectAccessible(page);
  await editor.getByRole('button', { name: 'Save rule' }).click();
  await expect(editor).toBeHidden();

  await tab(page, /^Firing/);
  const alert = page.getByRole('button', { name: /The attic has 31 degrees/ });
  await expect(alert).toContainText('firing', { timeout: 15_000 });
  await expect
    .poll(() => received.filter(({ alerts }) => alerts[0]?.labels.alertname === 'TooWarm'))
    .toHaveLength(1);
  expect(received.at(-1)).toMatchObject({
    status: 'firing',
    alerts: [{ labels: { room: 'attic' }, annotations: { summary: 'The attic has 31 degrees' } }],
  });

  await alert.click();
  await expect(page.getByRole('button', { name: 'Show as table' }).first()).toBeAttached();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Silence', exact: true }).click();
  const silence = page.getByRole('dialog', { name: 'Silence alerts' });
  await silence.getByLabel('Author').fill('ana');
  await silence.getByLabel('Comment').fill('It is summer');
  await silence.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(alert).toContainText('silenced');
  await tab(page, /^Silences/);
  await expect(page.getByRole('row', { name: /It is summer/ })).toContainText('active');
  await page
    .getByRole('row', { name: /It is summer/ })
    .getByRole('button', { name: /^End/ })
    .click();
  await expect(page.getByRole('row', { name: /It is summer/ })).toContainText('expired');
});

test('shipped rules are read with their runbooks, switched off, and copied', async ({ context, session }) => {
  const page = await openConsole(context, session, '/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await pressSequence(page, 'g a');
  await expect(page).toHaveURL(/\/alerts/);
  await tab(page, /^Rules/);
  const group = page.getByRole('region', { name: 'signalbox-cost', exact: true });
  await group.getByRole('button', { name: /BudgetUsedUp/ }).click();
  await expect(group.getByRole('complementary', { name: 'Runbook' })).toContainText('What to do');
  await expectAccessible(page);
  const evaluate = group.getByRole('switch', { name: 'Evaluate BudgetUsedUp' });
  await evaluate.click();
  await expect(evaluate).not.toBeChecked();
  await evaluate.click();
  await expect(evaluate).toBeChecked();
  await page.getByRole('button', { name: 'Actions of signalbox-cost', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy to change' }).click();
  await expect(page.getByRole('region', { name: 'signalbox-cost (copy)' })).toBeVisible();
  const last = page
    .getByRole('region', { name: 'signalbox-gateway', exact: true })
    .getByRole('button', { name: /BreakerOpen/ });
  await last.click();
  await expect(page).toHaveURL(/rule=alert/);
  await page.reload();
  await expect(last).toBeInViewport();
});

test('an SLO shows what is left of its error budget', async ({ context, session, engine }) => {
  await measure(engine, 'unused_metric', 'hall', 1);
  const page = await openConsole(context, session, '/alerts?tab=slos');
  await page.getByRole('button', { name: 'New SLO' }).click();
  const form = page.getByRole('dialog', { name: 'New SLO' });
  await form.getByLabel('Name', { exact: true }).fill('Requests of the e2e test');
  await form.getByLabel('Objective, per cent').fill('100');
  await form.getByRole('button', { name: 'Save SLO' }).click();
  await expect(form.getByText('Per cent, above 0 and below 100.')).toBeVisible();
  await form.getByLabel('Objective, per cent').fill('99.9');
  for (const [label, value] of [
    ['Good events per second', 0.9],
    ['All events per second', 1],
  ] as const) {
    const other = `sum(vector(${value}))`;
    await write(form, label, `${other} + 0 * sum(rate(none_total[$window])) or ${other}`);
  }
  // What is proposed goes when the editor is left.
  await form.getByLabel('Name', { exact: true }).focus();
  await expect(page.getByRole('listbox', { name: 'Completions' })).toHaveCount(0);
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Save SLO' }).click();
  const slo = page.getByRole('region', { name: 'Requests of the e2e test' });
  await expect(slo).toContainText('Burns now100×');
  await expect(slo).toContainText('Attained90 %');
  await expectAccessible(page);
});
