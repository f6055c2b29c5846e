import { engineState, expect, test } from '../fixtures/desktop.ts';

const SPANS = 40_000;
const TRACE_ID = 'c'.repeat(32);

/** An ExportTraceServiceRequest of one trace: a root and what it did, one after the other. */
function largeTrace(): string {
  const start = BigInt(Date.now()) * 1_000_000n;
  const idOf = (number: number) => (number + 1).toString(16).padStart(16, '0');
  const spans = Array.from({ length: SPANS }, (_, number) => ({
    traceId: TRACE_ID,
    spanId: idOf(number),
    ...(number === 0 ? {} : { parentSpanId: idOf(number % 10 === 0 ? 0 : number - 1) }),
    name: number === 0 ? 'nightly run' : `step ${number % 50}`,
    kind: 1,
    startTimeUnixNano: `${start + BigInt(number) * 1_000n}`,
    endTimeUnixNano: `${start + BigInt(number) * 1_000n + 50_000n}`,
  }));
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'nightly' } }] };
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ spans }] }] });
}

test('a trace of 40,000 spans comes as bytes from the engine’s door and is worked on in a worker', async ({
  launch,
}) => {
  const { page } = await launch();
  const state = await engineState(page);
  if (state.status !== 'ready') throw new Error('The engine is not ready.');
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${state.otlpUrl}/v1/traces`, { method: 'POST', headers, body: largeTrace() });
  expect(answer.status).toBe(200);
  await page.getByRole('link', { name: 'Traces' }).click();
  await page
    .getByRole('grid', { name: 'Traces' })
    .getByRole('row')
    .filter({ hasText: 'nightly run' })
    .click();
  await expect(page.getByRole('treeitem').first()).toContainText('nightly run');
  await expect(page.getByRole('region', { name: 'Waterfall' })).toContainText('40,000 spans');
  await page.keyboard.press('e');
  await page.keyboard.press('End');
  await expect(page.getByRole('tree').locator('[aria-selected="true"]')).toContainText('step');
});
