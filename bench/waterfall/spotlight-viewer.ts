import type { Browser } from '@playwright/test';
import { agentTrace, traceIdOf } from './agent-trace.ts';
import { measureViewer, RECORDER, type ViewerFigures } from './measured-page.ts';
import { startNpmPeer } from '../parties/npm-peer.ts';

/* Sentry's Spotlight as a peer. */

const VERSION = '4.11.8';

export interface SpotlightViewer {
  readonly name: string;
  readonly note: string;
  measure(browser: Browser, spans: number): Promise<ViewerFigures>;
  stop(): Promise<void>;
}

/** @throws Error when it cannot be installed or does not start */
export async function startSpotlight(): Promise<SpotlightViewer> {
  const { url, stop } = await startNpmPeer({
    packageName: '@spotlightjs/spotlight',
    version: VERSION,
    entry: 'dist/run.js',
    args: (port) => ['-p', String(port)],
  });
  return {
    name: `Spotlight ${VERSION}`,
    note: `Spotlight ${VERSION} got the same kind of trace as a transaction of Sentry; it keeps the last 500 envelopes in memory and has no zoom to measure.`,
    measure: (browser, spans) => measure(browser, url, spans),
    stop,
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
