import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from '@playwright/test';
import { agentTrace, traceIdOf } from './agent-trace.ts';
import { measureViewer, RECORDER, type ViewerFigures } from './measured-page.ts';

/* Sentry's Spotlight as a peer. It is installed on demand, outside the project's own dependencies. */

const VERSION = '4.11.8';
const FOLDER = fileURLToPath(
  new URL(`../../node_modules/.cache/signalbox/peers/spotlight-${VERSION}/`, import.meta.url),
);
/** The versions it was made with: with newer ones it answers its own page with 500. */
const OVERRIDES = { hono: '4.9.7', '@hono/node-server': '1.14.0' };
const START_LIMIT_MS = 30_000;

export interface SpotlightViewer {
  readonly name: string;
  readonly note: string;
  measure(browser: Browser, spans: number): Promise<ViewerFigures>;
  stop(): Promise<void>;
}

/** @throws Error when it cannot be installed or does not start */
export async function startSpotlight(): Promise<SpotlightViewer> {
  await install();
  const port = await freePort();
  const entry = `${FOLDER}node_modules/@spotlightjs/spotlight/dist/run.js`;
  const child = spawn(process.execPath, [entry, '-p', String(port)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await answers(url);
  return {
    name: `Spotlight ${VERSION}`,
    note: `Spotlight ${VERSION} got the same kind of trace as a transaction of Sentry; it keeps the last 500 envelopes in memory and has no zoom to measure.`,
    measure: (browser, spans) => measure(browser, url, spans),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function measure(browser: Browser, url: string, spans: number): Promise<ViewerFigures> {
  const answer = await fetch(`${url}/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-sentry-envelope' },
    body: envelopeOf(spans),
  });
  if (!answer.ok) throw new Error(`It answered ${answer.status} to a trace of ${spans} spans.`);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(RECORDER);
  const page = await context.newPage();
  const figures = await measureViewer(page, {
    open: async () => {
      await page.goto(`${url}/telemetry/traces`);
      await page
        .locator(`a[href*="${traceIdOf(spans)}"]`)
        .first()
        .click();
    },
    row: 'ul.tree li a',
    scroller: 'div.flex-1.overflow-auto:has(ul.tree)',
    timeline: null,
  });
  await context.close();
  return figures;
}

/** The trace as one transaction in Sentry's envelope format. */
function envelopeOf(count: number): string {
  const [root, ...rest] = [...agentTrace(count, BigInt(Date.now()) * 1_000_000n)].map(({ span, facts }) => ({
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId ?? undefined,
    op: facts.operation ?? 'default',
    description: span.name,
    start_timestamp: Number(span.startUnixNano / 1000n) / 1e6,
    timestamp: Number(span.endUnixNano / 1000n) / 1e6,
    status: span.statusCode === 2 ? 'internal_error' : 'ok',
    data: span.attributes,
  }));
  if (root === undefined) throw new Error('A trace has at least one span.');
  const eventId = traceIdOf(count).replaceAll('a', 'b');
  const transaction = {
    event_id: eventId,
    type: 'transaction',
    platform: 'node',
    transaction: root.description,
    start_timestamp: root.start_timestamp,
    timestamp: root.timestamp,
    contexts: { trace: { trace_id: root.trace_id, span_id: root.span_id, op: root.op, status: 'ok' } },
    spans: rest,
  };
  const head = {
    event_id: eventId,
    sent_at: new Date().toISOString(),
    sdk: { name: 'bench', version: '1.0.0' },
  };
  return `${JSON.stringify(head)}\n{"type":"transaction"}\n${JSON.stringify(transaction)}\n`;
}

async function install(): Promise<void> {
  if (existsSync(`${FOLDER}node_modules/@spotlightjs/spotlight`)) return;
  mkdirSync(FOLDER, { recursive: true });
  const dependencies = { '@spotlightjs/spotlight': VERSION };
  writeFileSync(
    `${FOLDER}package.json`,
    JSON.stringify({ private: true, dependencies, overrides: OVERRIDES }),
  );
  await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: FOLDER,
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS;
  while (performance.now() < until) {
    const isUp = await fetch(url).then(
      () => true,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(`It does not answer at ${url}.`);
}
