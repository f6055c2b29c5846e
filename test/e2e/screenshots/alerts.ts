import { expect, type Page } from '@playwright/test';
import type { EngineHandle } from '../fixtures/engine.ts';

const RULES = {
  name: 'models',
  intervalMs: 1_000,
  rules: [
    {
      kind: 'alert',
      name: 'ModelFails',
      // A call that no model answered has none.
      expr: 'sum by (model) (signalbox_calls_total{status="error", model!=""}) / sum by (model) (signalbox_calls_total) > 0.02',
      labels: { severity: 'critical' },
      annotations: {
        summary: '{{ $value | humanizePercentage }} of the calls of {{ $labels.model }} failed',
        description: 'More than 2 % of the calls of a model ended with an error.',
        runbook_url: 'docs/runbooks/high-error-ratio.md',
      },
    },
  ],
};
const SLO = {
  name: 'Calls succeed',
  objective: 0.9,
  periodDays: 7,
  sli: {
    kind: 'ratio',
    good: 'sum(rate(signalbox_calls_total{status="ok"}[$window]))',
    total: 'sum(rate(signalbox_calls_total[$window]))',
  },
};
/** The engine's own metrics reach the store twice a minute. */
const METRICS_MILLIS = 60_000;

/** An alert that fires with its runbook, and an SLO. */
export async function pictureAlerts(
  page: Page,
  engine: EngineHandle,
  take: (name: string) => Promise<void>,
): Promise<void> {
  await post(engine, '/alert-rules', RULES);
  await post(engine, '/slos', SLO);
  await page.getByRole('link', { name: 'Alerts', exact: true }).click();
  const alert = page.getByRole('button', { name: /of the calls of .* failed/ }).first();
  await expect(alert).toBeVisible({ timeout: METRICS_MILLIS });
  await alert.click();
  await expect(page.getByRole('complementary', { name: 'Runbook' })).toContainText('What to do');
  await take('alerts');
  await page.getByRole('tab', { name: 'SLOs' }).click();
  await expect(page.getByRole('region', { name: SLO.name })).toContainText('Budget left');
  await take('slos');
}

async function post(engine: EngineHandle, path: string, body: unknown): Promise<void> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${engine.token}` },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
}
