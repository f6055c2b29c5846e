import type { Browser } from '@playwright/test';
import { build } from '../scripts/build.mjs';
import type { BenchResult } from './bench-result.ts';
import { madeStore } from './waterfall/made-store.ts';
import { launchBrowser, type FrameFigures, type ViewerFigures } from './waterfall/measured-page.ts';
import { startSignalbox } from './waterfall/signalbox-viewer.ts';
import { startSpotlight } from './waterfall/spotlight-viewer.ts';

const SIZES = (process.env.SIGNALBOX_BENCH_SIZES ?? '10000,100000,250000,1000000').split(',').map(Number);
/** The first opening also loads what the page is made of; of the others the median counts. */
const ROUNDS = Number(process.env.SIGNALBOX_BENCH_ROUNDS ?? 3);
const PEER_SIZES = [1_000, 10_000];

/**
 * How long a trace takes from the click on its row until it is painted, and how smooth it moves, in a real Chromium with
 * a real engine; beside it Sentry's Spotlight with traces of its sizes.
 */
export async function run(): Promise<BenchResult> {
  await build();
  const directory = madeStore(SIZES);
  const browser = await launchBrowser();
  try {
    const rows = await measureSignalbox(browser, directory);
    const { rows: peerRows, notes } = await measurePeer(browser).catch((error: Error) => ({
      rows: [],
      notes: [`Spotlight is left out: ${error.message}`],
    }));
    return { name: 'waterfall', rows: [...rows, ...peerRows], notes: [...notesOf(browser), ...notes] };
  } finally {
    await browser.close();
  }
}

async function measureSignalbox(browser: Browser, directory: string): Promise<BenchResult['rows']> {
  const signalbox = await startSignalbox(directory);
  try {
    await signalbox.measure(browser, SIZES[0] ?? 0);
    const rows = [];
    for (const size of SIZES) {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await signalbox.measure(browser, size));
      rows.push(rowOf(`Signalbox, ${size.toLocaleString('en-US')} spans`, rounds));
    }
    return rows;
  } finally {
    await signalbox.stop();
  }
}

async function measurePeer(browser: Browser): Promise<{ rows: BenchResult['rows']; notes: string[] }> {
  const spotlight = await startSpotlight();
  try {
    const rows: BenchResult['rows'] = [];
    const notes = [spotlight.note];
    for (const size of PEER_SIZES) {
      const name = `${spotlight.name}, ${size.toLocaleString('en-US')} spans`;
      try {
        rows.push(rowOf(name, [await spotlight.measure(browser, size)]));
      } catch (error) {
        notes.push(`${name}: ${String(error).split('\n', 1)[0]}`);
      }
    }
    return { rows, notes };
  } finally {
    await spotlight.stop();
  }
}

function rowOf(name: string, rounds: readonly ViewerFigures[]): BenchResult['rows'][number] {
  const middle = (read: (figures: ViewerFigures) => number) =>
    rounds.map(read).sort((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? NaN;
  const frames = (kind: string, read: (figures: ViewerFigures) => FrameFigures | null) => ({
    [`${kind} p95 ms`]: middle((figures) => read(figures)?.p95 ?? NaN),
    [`${kind} worst ms`]: Math.max(...rounds.map((figures) => read(figures)?.worst ?? NaN)),
  });
  return {
    name,
    figures: {
      'click to paint ms': Math.round(middle(({ paintMs }) => paintMs)),
      ...frames('scroll', ({ scroll }) => scroll),
      ...frames('fly', ({ fly }) => fly),
      ...frames('zoom', ({ zoom }) => zoom),
      'heap MiB': Math.round(middle(({ heapMiB }) => heapMiB)),
      'process MiB': Math.round(middle(({ processMiB }) => processMiB)),
    },
  };
}

function notesOf(browser: Browser): string[] {
  return [
    `Chromium ${browser.version()}, headless, painting by the processor, 1440 x 900; medians of ${ROUNDS} openings each in a page of its own, worst frames of all.`,
    'From the press on the row in the list until two frames after the rows are there: request, reading, tree, sums and both canvases. Each span is a row; nothing is grouped.',
    'scroll: 150 turns of the wheel; fly: the scrollbar from one end to the other and back in 120 frames, other rows in each; zoom: Ctrl and the wheel, in and out.',
    'Aims: 250,000 spans below 1,000 ms, frames p95 below 16.7 ms (one frame of 60 a second; 16.7 is also the least that a frame can take).',
  ];
}
