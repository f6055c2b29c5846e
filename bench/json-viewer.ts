import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { build } from '../scripts/build.mjs';
import type { BenchResult } from './bench-result.ts';
import { sendDocument, type SentDocument } from './json-viewer/large-document.ts';
import { launchBrowser, RECORDER } from './waterfall/measured-page.ts';
import { startEngine, type BenchEngine } from './json-viewer/bench-engine.ts';

const MEGABYTES = (process.env.SIGNALBOX_BENCH_MEGABYTES ?? '1,20').split(',').map(Number);
const FLY_FRAMES = 120;
const SCROLLER = '[data-lines]';

type Row = BenchResult['rows'][number];

/**
 * How the JSON of a span opens and moves in a real Chromium: a text of many megabytes in a span, then the document that
 * this text is. The floor is what JSON.parse and JSON.stringify take of the page for the same document, which is what a
 * viewer does that makes objects of it, before it has drawn anything.
 */
export async function run(): Promise<BenchResult> {
  await build();
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-json-'));
  const engine = await startEngine(directory);
  const browser = await launchBrowser();
  try {
    const rows: Row[] = [];
    for (const megabytes of MEGABYTES) {
      const sent = await sendDocument(engine.otlpUrl, megabytes);
      rows.push(...(await measure(browser, engine, sent)));
    }
    return { name: 'json-viewer', rows, notes: notesOf(browser) };
  } finally {
    await browser.close();
    await engine.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

async function measure(browser: Browser, engine: BenchEngine, sent: SentDocument): Promise<Row[]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([engine.cookie]);
  await context.addInitScript(RECORDER);
  const page = await context.newPage();
  await page.goto(`${engine.url}/traces/${sent.traceId}`);
  const panel = page.getByRole('region', { name: 'Span', exact: true });
  const lines = panel.getByRole('tree', { name: 'JSON of the span' });
  const label = `${(sent.characters / 1e6).toFixed(0)} MB, ${sent.values.toLocaleString('en-US')} values`;

  await panel.getByRole('tab', { name: 'Raw JSON' }).waitFor();
  // What the page does to open the trace is not what is measured.
  await page.evaluate('new Promise((done) => requestIdleCallback(done))');
  const whole = await recorded(page, async () => {
    await panel.getByRole('tab', { name: 'Raw JSON' }).click();
    await lines.getByRole('treeitem').first().waitFor();
  });
  const search = panel.getByRole('textbox', { name: 'Search in JSON' });
  await search.fill(sent.attribute);
  await panel.getByRole('status').filter({ hasText: '/ 1' }).waitFor();
  await search.press('Enter');
  const opened = await recorded(page, async () => {
    await panel.getByRole('button', { name: 'Open as JSON' }).click();
    await lines.getByRole('treeitem').filter({ hasText: 'items' }).first().waitFor();
  });
  const expanded = await recorded(page, async () => {
    await panel.getByRole('button', { name: 'Expand all' }).click();
    await lines.getByRole('treeitem').nth(20).waitFor();
  });
  const flown = await recorded(page, async () => {
    await page.evaluate(`recorder.fly('${SCROLLER}', ${FLY_FRAMES})`);
  });
  const searched = await recorded(page, async () => {
    await search.fill(sent.lastName);
    await panel.getByRole('status').filter({ hasText: '/ 1' }).waitFor();
  });
  const floor = await page.evaluate(parseAndPrint, sent.items);
  await context.close();
  const row = (name: string, { took, longest, p95 }: Recorded): Row => ({
    name: `${name}, ${label}`,
    figures: { 'ms until shown': took, 'longest task ms': longest, 'frame p95 ms': p95 },
  });
  return [
    row('load and index the span', whole),
    row('open the text as JSON', opened),
    row('expand all', expanded),
    row('scroll from end to end and back', flown),
    row('search', searched),
    {
      name: `floor: JSON.parse and JSON.stringify, ${label}`,
      figures: { 'ms until shown': Math.round(floor), 'longest task ms': Math.round(floor) },
    },
  ];
}

interface Recorded {
  readonly took: number;
  readonly longest: number;
  readonly p95: number;
}

async function recorded(page: Page, action: () => Promise<void>): Promise<Recorded> {
  await page.evaluate('recorder.start()');
  const from = performance.now();
  await action();
  const took = performance.now() - from;
  const { frames, longTasks } = await page.evaluate<{ frames: number[]; longTasks: number[] }>(
    'recorder.stop()',
  );
  frames.sort((a, b) => a - b);
  return {
    took: Math.round(took),
    longest: Math.round(Math.max(0, ...longTasks)),
    p95: frames[Math.floor(frames.length * 0.95)] ?? NaN,
  };
}

/** Runs in the page: the same document, made there, to text and back. */
function parseAndPrint(items: number): number {
  const document = { items: [] as object[] };
  for (let item = 0; item < items; item++) {
    document.items.push({
      id: item,
      name: `item number ${item}`,
      tags: ['a', 'b', 'c'],
      ratio: item / 7,
      isNew: true,
    });
  }
  const text = JSON.stringify(document);
  const from = performance.now();
  const printed = JSON.stringify(JSON.parse(text), undefined, 2);
  return printed.length > 0 ? performance.now() - from : NaN;
}

function notesOf(browser: Browser): string[] {
  return [
    `Chromium ${browser.version()}, 1440 x 900, without a GPU.`,
    'Longest task: 0 where no task of the page took more than 50 ms. Times include those of Playwright.',
    'The floor blocks the page for as long as it takes, and has not drawn anything by then.',
  ];
}
