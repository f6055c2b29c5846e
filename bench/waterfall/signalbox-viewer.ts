import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser } from '@playwright/test';
import { traceIdOf } from './agent-trace.ts';
import { ORIGIN } from './made-store.ts';
import { measureViewer, RECORDER, type ViewerFigures } from './measured-page.ts';

/** The built engine with the built console. */
export interface SignalboxViewer {
  measure(browser: Browser, spans: number): Promise<ViewerFigures>;
  stop(): Promise<void>;
}

export async function startSignalbox(dataDir: string): Promise<SignalboxViewer> {
  const binary = fileURLToPath(new URL('../../bin/signalbox.mjs', import.meta.url));
  const ports = ['--port', '0', '--gateway-port', '0', '--otlp-port', '0'];
  const child = spawn(
    process.execPath,
    [binary, 'serve', '--json', '--data', dataDir, '--retention-days', '36500', ...ports],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const first = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  if (first.done === true) throw new Error('The engine did not start.');
  const engine = JSON.parse(first.value) as { url: string; loginUrl: string };
  const login = await fetch(engine.loginUrl, { redirect: 'manual' });
  const [name = '', value = ''] = (login.headers.getSetCookie()[0] ?? '').split(';', 1)[0]?.split('=') ?? [];
  return {
    measure: (browser, spans) =>
      measure(browser, { ...engine, cookie: { name, value, url: engine.url } }, spans),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Engine {
  url: string;
  cookie: { name: string; value: string; url: string };
}

async function measure(browser: Browser, { url, cookie }: Engine, spans: number): Promise<ViewerFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies([cookie]);
  await context.addInitScript(RECORDER);
  // Each span a row: what is grouped would not have to be drawn.
  await context.addInitScript(`localStorage.setItem('signalbox.waterfall.grouping', '"none"')`);
  const page = await context.newPage();
  const noon = Number(ORIGIN / 1_000_000n);
  const range = new URLSearchParams({
    q: traceIdOf(spans),
    from: new Date(noon - 3_600_000).toISOString(),
    to: new Date(noon + 3_600_000).toISOString(),
  });
  const figures = await measureViewer(page, {
    open: async () => {
      await page.goto(`${url}/traces?${range.toString()}`);
      await page.getByRole('row').filter({ hasText: 'invoke_agent' }).first().click();
    },
    row: '[role=treeitem]',
    scroller: '[data-waterfall-scroll]',
    // The first canvas has the names.
    timeline: '[data-waterfall-scroll] canvas >> nth=-1',
  });
  await context.close();
  return figures;
}
