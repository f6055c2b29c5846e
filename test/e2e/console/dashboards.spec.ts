import type { Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/accessibility.ts';
import { expect, openConsole, test } from '../fixtures/console.ts';
import type { RunningEngine } from '../fixtures/engine.ts';

const HEADERS = { 'content-type': 'application/json' };

async function ask(engine: RunningEngine): Promise<void> {
  const answer = await fetch(`${engine.gatewayUrl}/v1/chat/completions`, {
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({
      model: 'gpt-4o-mini',
      max_completion_tokens: 10,
      messages: [{ role: 'user', content: 'Say hello.' }],
    }),
  });
  expect(answer.status).toBe(200);
  await answer.text();
}

async function rest<T>(engine: RunningEngine, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${engine.url}/api/v1${path}`, {
    headers: { ...HEADERS, authorization: `Bearer ${engine.token}` },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as T;
}

const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true });
/** The place of the only panel on its grid, as the engine has saved it. */
async function savedPlace(engine: RunningEngine, page: Page): Promise<Record<string, number> | undefined> {
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { model } = await rest<{ model: { panels: { grid: Record<string, number> }[] } }>(
    engine,
    `/dashboards/${id}`,
  );
  return model.panels[0]?.grid;
}

test('shows the platform with real data, and of it what belongs to a component', async ({
  context,
  session,
  engine,
}) => {
  await ask(engine);
  const page = await openConsole(context, session, '/dashboards');
  await page.getByRole('link', { name: 'Platform', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Platform', level: 1 })).toBeVisible();
  await expect(panel(page, 'Health score')).toBeVisible();
  await expect(panel(page, 'Event loop and memory')).toBeAttached();
  await expect(panel(page, 'System overview')).toContainText('Under way');
  await expectAccessible(page);

  // A measurement leads to its trace, by keyboard as well.
  const exemplar = page.getByRole('toolbar', { name: 'Exemplars of AI latency' }).getByRole('button').last();
  await expect(async () => {
    await page.keyboard.press('r');
    await expect(exemplar).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await exemplar.focus();
  await expect(page.getByRole('tooltip')).toContainText('gpt-4o-mini');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/traces\/[0-9a-f]{32}\?.*span=/);
  await page.goBack();

  const rail = page.getByRole('link', { name: 'Traces', exact: true });
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await expect(page).toHaveURL(/kiosk=true/);
  await expect(rail).toBeHidden();
  await expect(panel(page, 'Health score')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(rail).toBeVisible();

  await panel(page, 'AI latency').hover();
  await page.getByRole('button', { name: 'Menu of AI latency' }).click();
  await page.getByRole('menuitem', { name: 'Full screen' }).click();
  await expect(panel(page, 'Health score')).toBeHidden();
  await expect(page.getByRole('slider', { name: 'Time in AI latency' })).toBeVisible();
  await page.getByRole('button', { name: 'Back to the dashboard' }).click();
  await expect(panel(page, 'Health score')).toBeVisible();

  // The sheets have every panel with its data, also those that were never in sight.
  const printed = page.evaluate(
    () =>
      new Promise<{ titles: (string | null)[]; waiting: number }>((resolve) => {
        window.print = () => {
          const sheet = document.querySelector('[data-print-sheet]');
          const titles = [...(sheet?.querySelectorAll('h1, h3') ?? [])].map(({ textContent }) => textContent);
          resolve({ titles, waiting: sheet?.querySelectorAll('[data-waiting="true"]').length ?? -1 });
        };
      }),
  );
  await page.keyboard.press('Control+p');
  const { titles, waiting } = await printed;
  expect(titles).toHaveLength(13);
  expect(titles).toEqual(expect.arrayContaining(['Platform', 'Event loop and memory']));
  expect(waiting).toBe(0);

  await page.getByRole('button', { name: /^Component: / }).click();
  await page.getByRole('group', { name: 'Component' }).getByRole('button', { name: 'Cache' }).click();
  await page.keyboard.press('Escape');
  await expect(panel(page, 'Cache')).toBeVisible();
  await expect(panel(page, 'AI requests')).toBeHidden();
  await expect(page).toHaveURL(/vars=/);
});

test('makes a dashboard: a panel with a query, moved, resized, undone, saved and restored', async ({
  context,
  session,
  engine,
}) => {
  const page = await openConsole(context, session, '/dashboards');
  await page.getByRole('button', { name: 'New dashboard' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Mine');
  await page.getByRole('button', { name: 'Create dashboard' }).click();
  await page.getByRole('button', { name: 'Add a panel' }).click();
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Memory');
  const editor = page.getByRole('textbox', { name: 'Query A in PromQL' });
  await editor.click();
  await page.keyboard.type('process_resident_memory_bytes');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Unit', exact: true }).click();
  await page.getByRole('option', { name: 'Bytes (KiB)' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Back to the dashboard' }).click();
  await expect(panel(page, 'Memory')).toBeVisible();

  const save = page.getByRole('button', { name: 'Save', exact: true });
  const saveIt = async (message: string) => {
    await save.click();
    await page.getByRole('textbox', { name: 'What changed' }).fill(message);
    await page.getByRole('button', { name: 'Save dashboard' }).click();
    await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
  };
  await saveIt('One panel');
  const first = await savedPlace(engine, page);
  expect(first).toMatchObject({ x: 0, y: 0, w: 12 });

  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  const handle = page.locator('.panel-grid-handle').first();
  const box = await handle.boundingBox();
  if (box === null) throw new Error('The panel has no handle.');
  await page.mouse.move(box.x + 60, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 400, box.y + 10, { steps: 8 });
  await page.mouse.up();
  await expect(save).toBeEnabled();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(save).toBeDisabled();
  await page.getByRole('button', { name: 'Redo' }).click();
  const mover = page.getByRole('button', { name: /^Move Memory/ });
  await mover.focus();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowLeft');
  await saveIt('Moved');
  const second = await savedPlace(engine, page);
  expect(second?.x).toBeGreaterThan(0);
  expect(second).toMatchObject({ w: 11, h: (first?.h ?? 0) + 1 });
  await page.reload();
  await expect(panel(page, 'Memory')).toBeVisible();

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
  await page
    .getByRole('row', { name: /Version 2/ })
    .getByRole('button', { name: 'Restore' })
    .click();
  await expect.poll(() => savedPlace(engine, page)).toEqual(first);
});

test('takes over a dashboard of Grafana, with the list of what does not come along, and gives it back', async ({
  context,
  session,
  engine,
}) => {
  const theirs = {
    title: 'Theirs',
    schemaVersion: 16,
    time: { from: 'now-30m', to: 'now' },
    __inputs: [{ name: 'DS_PROD', label: 'Production', type: 'datasource', pluginId: 'prometheus' }],
    rows: [
      {
        title: 'CPU',
        showTitle: true,
        height: '250px',
        panels: [
          {
            id: 1,
            type: 'graph',
            title: 'Loop',
            span: 6,
            datasource: '${DS_PROD}',
            targets: [{ refId: 'A', expr: 'nodejs_eventloop_lag_p99_seconds' }],
            yaxes: [{ format: 's' }],
            seriesOverrides: [{ alias: '/in/', transform: 'negative-Y', dashes: true }],
          },
          { id: 2, type: 'geomap', title: 'Where', span: 6 },
        ],
      },
    ],
  };
  const page = await openConsole(context, session, '/dashboards');
  await page.getByRole('button', { name: 'Sources' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('itself');
  await page.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1:1');
  await page.getByRole('button', { name: 'Add source' }).click();
  await expect(page.getByRole('alert')).toContainText('The Prometheus itself could not');
  // A Signalbox answers as a Prometheus does.
  await page.getByRole('textbox', { name: 'Address' }).fill(engine.url);
  await page.getByRole('textbox', { name: 'Bearer token' }).fill(engine.token);
  await page.getByRole('button', { name: 'Add source' }).click();
  await expect(page.getByRole('row', { name: /^itself .*every 1s/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Import' }).click();
  await page.getByRole('textbox', { name: 'JSON' }).fill(JSON.stringify(theirs));
  const preview = page.getByRole('region', { name: 'What is imported' });
  await expect(preview).toContainText('2 panels');
  await expect(preview.getByRole('row', { name: /Where/ })).toContainText("There is no panel like 'geomap'");
  await expect(preview.getByRole('row', { name: /Loop/ })).toContainText('seriesOverrides[/in/].dashes');
  await expectAccessible(page);
  await page.getByRole('combobox', { name: 'Ask for Production' }).click();
  await page.getByRole('option', { name: 'itself' }).click();
  await page.getByRole('button', { name: 'Import dashboard' }).click();
  await expect(panel(page, 'Loop')).toBeVisible();
  await expect(panel(page, 'Loop').getByRole('slider')).toBeVisible();
  // It opens with its own range, or with the shortest of the console's that has it whole.
  await expect(page.getByRole('button', { name: 'Time range: Last hour' })).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const { model } = await rest<{ model: { panels: { title: string; source: string }[] } }>(
    engine,
    `/dashboards/${id}`,
  );
  expect(model.panels.find(({ title }) => title === 'Loop')?.source).toBe('itself');

  await page.getByRole('button', { name: 'More' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Export for Grafana' }).click();
  expect((await download).suggestedFilename()).toBe('theirs.grafana.json');
});
