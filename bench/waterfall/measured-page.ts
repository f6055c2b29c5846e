import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUMS } from '../../scripts/setup/paths.mjs';

export interface ViewerFigures {
  paintMs: number;
  scroll: FrameFigures;
  fly: FrameFigures;
  zoom: FrameFigures | null;
  heapMiB: number;
  processMiB: number;
}

export interface FrameFigures {
  p95: number;
  worst: number;
  longTasks: number;
}

/** What a viewer is made of, as selectors, and how its trace is opened. */
export interface Viewer {
  /** Clicks on the trace in the list; rows appear then. */
  open(page: Page): Promise<void>;
  readonly row: string;
  readonly scroller: string;
  /** What zooms by Ctrl and the wheel; null where nothing does. */
  readonly timeline: string | null;
}

const WHEEL_TURNS = 150;
const ZOOM_TURNS = 60;
const FLY_FRAMES = 120;
/** Between two turns of the wheel: as often as a screen shows something new. */
const TURN_MS = 16;
/** A viewer that does not come along is turned at for no longer than this. */
const MOST_TURNING_MS = 8_000;

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.SIGNALBOX_CHROMIUM ?? CHROMIUMS.find((path) => existsSync(path));
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--enable-precise-memory-info',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
}

/** Opens a trace in a page of its own and moves about in it. */
export async function measureViewer(page: Page, viewer: Viewer): Promise<ViewerFigures> {
  await viewer.open(page);
  const paintMs = await page.evaluate<number>(`recorder.untilPainted(${JSON.stringify(viewer.row)})`);
  await page.locator(viewer.scroller).first().hover();
  const scroll = await recordFrames(page, () => turnWheel(page, WHEEL_TURNS, () => 240));
  const fly = await recordFrames(page, async () => {
    await page.evaluate(`recorder.fly(${JSON.stringify(viewer.scroller)}, ${FLY_FRAMES})`);
  });
  return {
    paintMs,
    scroll,
    fly,
    zoom: viewer.timeline === null ? null : await measureZoom(page, viewer.timeline),
    heapMiB: (await page.evaluate<number>('recorder.heapBytes()')) / 2 ** 20,
    processMiB: (await largestRenderer(page)) / 2 ** 20,
  };
}

/** In and out again, at the pointer. */
async function measureZoom(page: Page, timeline: string): Promise<FrameFigures> {
  await page.locator(timeline).first().hover();
  await page.keyboard.down('Control');
  const figures = await recordFrames(page, () =>
    turnWheel(page, ZOOM_TURNS, (turn) => (turn < ZOOM_TURNS / 2 ? -90 : 90)),
  );
  await page.keyboard.up('Control');
  return figures;
}

async function turnWheel(page: Page, turns: number, by: (turn: number) => number): Promise<void> {
  const until = performance.now() + MOST_TURNING_MS;
  for (let turn = 0; turn < turns && performance.now() < until; turn++) {
    await page.mouse.wheel(0, by(turn));
    await pause(TURN_MS);
  }
}

export async function recordFrames(page: Page, move: () => Promise<void>): Promise<FrameFigures> {
  await page.evaluate('recorder.start()');
  await move();
  const { frames, longTasks } = await page.evaluate<{ frames: number[]; longTasks: number[] }>(
    'recorder.stop()',
  );
  frames.sort((a, b) => a - b);
  return {
    p95: frames[Math.floor(frames.length * 0.95)] ?? NaN,
    worst: frames.at(-1) ?? NaN,
    longTasks: longTasks.length,
  };
}

/** Typed arrays are not in the heap that pages can ask for, so the process is asked, too. */
export async function largestRenderer(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  if (session === undefined) return NaN;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentBytes(id));
  return Math.max(...sizes);
}

function residentBytes(pid: number): number {
  try {
    return 4096 * Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
  } catch {
    // It has ended since, or this is no Linux.
    return NaN;
  }
}

export const RECORDER = { path: fileURLToPath(new URL('./page-recorder.js', import.meta.url)) };
