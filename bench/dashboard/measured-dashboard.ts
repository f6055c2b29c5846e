import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from '@playwright/test';
import { largestRenderer, RECORDER, recordFrames, type FrameFigures } from '../waterfall/measured-page.ts';
import type { BenchEngine } from './bench-engine.ts';

export interface DashboardFigures {
  readonly frames: FrameFigures;
  /** Of the page's main thread, for each time that all panels are refreshed. */
  readonly mainThreadMs: number;
  readonly heapMiBBefore: number;
  readonly heapMiBAfter: number;
  readonly processMiB: number;
  readonly canvases: number;
}

export interface Pace {
  readonly refreshes: number;
  /** Between two, instead of the dashboard's half minute. */
  readonly everyMs: number;
}

/** A wall screen: all fifty panels are in sight, so all of them ask and draw. */
const VIEWPORT = { width: 1920, height: 2400 };
const SETTLE_MS = 4_000;

/** Opens a dashboard and lets it refresh. `panels` of them have to be there first. */
export async function measureDashboard(
  browser: Browser,
  { url, cookie }: BenchEngine,
  id: string,
  panels: number,
  { refreshes, everyMs }: Pace,
): Promise<DashboardFigures> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addCookies([cookie]);
  await context.addInitScript(RECORDER);
  await context.addInitScript(spedUp(everyMs));
  const page = await context.newPage();
  try {
    await page.goto(`${url}/dashboards/${id}`);
    await page
      .locator('[data-panel]')
      .nth(panels - 1)
      .waitFor();
    await pause(SETTLE_MS);
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    const heapMiBBefore = await heapMiB(page, session);
    const before = await taskSeconds(session);
    const frames = await recordFrames(page, () => pause(refreshes * everyMs));
    const mainThreadMs = ((await taskSeconds(session)) - before) * (1_000 / refreshes);
    return {
      frames,
      mainThreadMs,
      heapMiBBefore,
      heapMiBAfter: await heapMiB(page, session),
      processMiB: (await largestRenderer(page)) / 2 ** 20,
      canvases: await page.locator('canvas').count(),
    };
  } finally {
    await context.close();
  }
}

/** For the page: what it asks for each half minute, it asks for each `everyMs`. */
function spedUp(everyMs: number): string {
  return `{
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
      send.call(this, typeof data === 'string' ? data.replaceAll('"refreshMs":30000', '"refreshMs":${everyMs}') : data);
    };
  }`;
}

async function taskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN;
}

async function heapMiB(page: Page, session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await page.evaluate<number>('recorder.heapBytes()')) / 2 ** 20;
}
