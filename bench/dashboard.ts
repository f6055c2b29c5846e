import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../scripts/build.mjs';
import type { BenchResult } from './bench-result.ts';
import { startEngine, writeSeries } from './dashboard/bench-engine.ts';
import { madeDashboard, PANELS } from './dashboard/made-dashboard.ts';
import { measureDashboard, type DashboardFigures, type Pace } from './dashboard/measured-dashboard.ts';
import { launchBrowser } from './waterfall/measured-page.ts';

const PACE: Pace = {
  /** An hour's, at one each half minute. */
  refreshes: Number(process.env.SIGNALBOX_BENCH_REFRESHES ?? 120),
  everyMs: Number(process.env.SIGNALBOX_BENCH_EVERY_MS ?? 2_000),
};
const REFRESH_SECONDS = 30;

/**
 * What a dashboard of fifty panels costs the page that shows it, in a real Chromium on a real engine with data; beside it
 * the same page with the panels standing still.
 */
export async function run(): Promise<BenchResult> {
  await build();
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
  const browser = await launchBrowser();
  try {
    await writeSeries(directory);
    const engine = await startEngine(directory);
    try {
      const still = await engine.makeDashboard(madeDashboard(null));
      const live = await engine.makeDashboard(madeDashboard(REFRESH_SECONDS));
      const floor = await measureDashboard(browser, engine, still, PANELS, PACE);
      const drawn = await measureDashboard(browser, engine, live, PANELS, PACE);
      return {
        name: 'dashboard',
        rows: [
          rowOf(`${PANELS} panels, refreshed`, drawn),
          rowOf(`floor: ${PANELS} panels, standing still`, floor),
        ],
        notes: notes(browser.version()),
      };
    } finally {
      await engine.stop();
    }
  } finally {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function rowOf(name: string, figures: DashboardFigures): BenchResult['rows'][number] {
  return {
    name,
    figures: {
      'frame p95 ms': figures.frames.p95,
      'frame worst ms': figures.frames.worst,
      'long tasks': figures.frames.longTasks,
      'main thread ms a refresh': figures.mainThreadMs,
      'heap MiB before': figures.heapMiBBefore,
      'heap MiB after': figures.heapMiBAfter,
      'process MiB': Math.round(figures.processMiB),
      canvases: figures.canvases,
    },
  };
}

function notes(chromium: string): string[] {
  return [
    `Chromium ${chromium}, headless, painting by the processor, 1920 x 2400, so that all panels are in sight; engine and browser share the machine.`,
    `${PACE.refreshes} refreshes, one each ${PACE.everyMs} ms instead of each ${REFRESH_SECONDS * 1_000} ms: what an hour brings. 3,000 series each 15 s, ranges of an hour.`,
    'Thirty panels are curves (up to ten of them in one), ten are figures, ten bars. Main thread: all tasks of the page by its own count, over the number of refreshes of all panels. Heap: after a collection.',
  ];
}
