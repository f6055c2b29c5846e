import type { Page } from '@playwright/test';
import { logsExport } from '../../fixtures/otlp-logs.ts';
import { oddSpanId, traceWithEveryOddity } from '../../fixtures/odd-traces.ts';
import { expect } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

export type TakePictures = (name: string) => Promise<void>;

/** The views around traces, from the page of a trace of the sample workload. */
export async function pictureTraceViews(
  page: Page,
  engine: RunningEngine,
  takePictures: TakePictures,
): Promise<void> {
  await page.getByRole('tab', { name: /Raw JSON/ }).click();
  await expect(page.getByRole('tree', { name: /JSON/ })).toBeVisible();
  await takePictures('span-json');

  await page.getByRole('button', { name: 'Compare with another trace' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /POST \/research/ })
    .first()
    .click();
  await expect(page.getByRole('tree', { name: 'Both traces, aligned' })).toBeVisible();
  await page.keyboard.press('n');
  await takePictures('compare');

  await pages(page).getByRole('link', { name: 'Traces', exact: true }).click();
  await page.getByRole('link', { name: 'Sessions' }).click();
  const session = page.getByRole('row').filter({ hasText: 'conv_' }).first();
  await expect(session).toBeVisible();
  await takePictures('sessions');
  await session.click();
  await expect(page.getByRole('complementary', { name: 'The session in figures' })).toBeVisible();
  await takePictures('session');

  await pages(page).getByRole('link', { name: 'Traces', exact: true }).click();
  await page.getByRole('link', { name: 'Service map' }).click();
  const map = page.getByRole('group', { name: 'Service map' });
  await map.getByRole('button', { name: /^Service gateway/ }).click();
  await takePictures('service-map');

  await pages(page).getByRole('link', { name: 'Traces', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: 'POST /research' }).first()).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('status:error duration:>200ms any span (mod');
  await expect(page.getByRole('listbox')).toBeVisible();
  await takePictures('filter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await pictureOddTrace(page, engine, takePictures);
}

/** A trace in which everything is odd that can be, with logs. */
async function pictureOddTrace(page: Page, engine: RunningEngine, takePictures: TakePictures): Promise<void> {
  const { traceId, deliveries } = traceWithEveryOddity();
  for (const delivery of deliveries) await post(engine, 'traces', delivery);
  const logs = [
    { severityNumber: 9, severityText: 'INFO', body: 'Taking up the question' },
    { severityNumber: 13, severityText: 'WARN', body: { order: 7, tried: ['cache', 'shop'] } },
    { severityNumber: 5, severityText: 'DEBUG', body: 'Asking once more' },
    { severityNumber: 17, severityText: 'ERROR', body: 'No such order' },
  ];
  const startMs = Date.now() - 5_000;
  await post(
    engine,
    'logs',
    logsExport(logs.map((log, i) => ({ traceId, spanId: oddSpanId('c1'), atMs: startMs + 90 * i, ...log }))),
  );
  await page.goto(`${engine.url}/traces/${traceId}?logs=true`);
  await expect(page.getByRole('tree').first()).toBeVisible();
  await expect(page.getByText('No such order').first()).toBeVisible();
  await takePictures('trace-logs');
  await page.getByRole('button', { name: /oddities/ }).click();
  await expect(page.getByRole('dialog', { name: 'What is odd about this trace' })).toBeVisible();
  await takePictures('oddities');
  await page.keyboard.press('Escape');
  await page.goto(engine.url);
}

async function post(engine: RunningEngine, signal: 'traces' | 'logs', body: object): Promise<void> {
  const answer = await fetch(`${engine.otlpUrl}/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The ${signal} were answered ${answer.status}.`);
}

const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' });
