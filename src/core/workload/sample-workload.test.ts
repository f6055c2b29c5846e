import { afterEach, describe, expect, it } from 'vitest';
import type { WorkloadState } from '../../shared/deployment.ts';
import { createLogger } from '../log.ts';
import { createSampleWorkload, type SampleWorkload } from './index.ts';
import { openFakeDoors, type FakeDoors } from './testing/fake-doors.ts';

const log = createLogger('error', () => undefined);
let open: FakeDoors[] = [];
afterEach(async () => {
  await Promise.all(open.map((doors) => doors.close()));
  open = [];
});

async function doorsFor(...given: Parameters<typeof openFakeDoors>): Promise<FakeDoors> {
  const doors = await openFakeDoors(...given);
  open.push(doors);
  return doors;
}

function workloadOn(url: string): SampleWorkload {
  return createSampleWorkload({
    gatewayUrl: () => url,
    otlpUrl: () => url,
    token: 'secret',
    log,
    concurrency: 50,
  });
}

describe('the sample workload', () => {
  it('sends 40 to 60 traces whose calls continue them', async () => {
    const doors = await doorsFor();
    const workload = workloadOn(doors.url);
    const seen: WorkloadState[] = [];
    workload.onChange((state) => seen.push(state));
    workload.start();
    workload.start();
    expect(workload.state().state).toBe('running');
    await workload.ended();

    const { state, total, completed, failed } = workload.state();
    expect({ state, completed, failed }).toEqual({ state: 'done', completed: total, failed: 0 });
    expect(total).toBeGreaterThanOrEqual(40);
    expect(total).toBeLessThanOrEqual(60);
    expect(seen.at(-1)).toEqual(workload.state());

    const byId = new Map(doors.spans.map((span) => [`${span.traceId}-${span.spanId}`, span]));
    expect(byId.size).toBe(doors.spans.length);
    for (const { traceId, parentSpanId, startTimeUnixNano, endTimeUnixNano } of doors.spans) {
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
      if (parentSpanId === undefined) continue;
      const parent = byId.get(`${traceId}-${parentSpanId}`);
      expect(BigInt(parent?.startTimeUnixNano ?? -1)).toBeLessThanOrEqual(BigInt(startTimeUnixNano));
      expect(BigInt(parent?.endTimeUnixNano ?? -1)).toBeGreaterThanOrEqual(BigInt(endTimeUnixNano));
    }
    const traced = doors.calls.filter(({ headers }) => headers['x-signalbox-service'] === undefined);
    for (const { headers } of traced) {
      expect(byId.has(String(headers.traceparent).slice(3, -3))).toBe(true);
      expect(headers.authorization).toBe('Bearer secret');
    }
    const roots = doors.spans.filter(({ parentSpanId }) => parentSpanId === undefined);
    expect(roots.length + (doors.calls.length - traced.length)).toBe(total);
  });

  it('is varied: agents and tools, streams, long prompts, a conversation, users, failures', async () => {
    const doors = await doorsFor();
    const workload = workloadOn(doors.url);
    workload.start();
    await workload.ended();
    const operations = new Set(
      doors.spans.flatMap(({ attributes }) =>
        attributes.filter(({ key }) => key === 'gen_ai.operation.name').map(({ value }) => value.stringValue),
      ),
    );
    expect(operations).toEqual(new Set(['invoke_agent', 'execute_tool', 'retrieval', 'embeddings', 'chat']));
    expect(new Set(doors.calls.map(({ model }) => model)).size).toBeGreaterThanOrEqual(10);
    expect(doors.calls.filter(({ body }) => body.includes('"stream":true')).length).toBeGreaterThan(10);
    expect(Math.max(...doors.calls.map(({ body }) => body.length))).toBeGreaterThan(60_000);
    const sessions = doors.calls.map(({ headers }) => headers['x-signalbox-session']).filter(Boolean);
    expect(sessions.length).toBeGreaterThanOrEqual(3);
    expect(new Set(sessions).size).toBe(3);
    expect(new Set(doors.calls.map(({ headers }) => headers['x-signalbox-user'])).size).toBeGreaterThan(10);
    const failures = doors.spans
      .filter(({ status }) => status.code === 2)
      .map(({ status }) => status.message);
    expect(failures).toContain('The model does not exist.');
    expect(failures).toContain('The bank declined the charge: insufficient funds.');
  });

  it('says the same again', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(async () => {
        const doors = await doorsFor();
        const workload = workloadOn(doors.url);
        workload.start();
        await workload.ended();
        return doors.calls.map(({ body }) => body).sort();
      }),
    );
    expect(one).toEqual(two);
  });

  it('ends when it is cancelled, and can start again', async () => {
    const doors = await doorsFor(() => undefined);
    const workload = workloadOn(doors.url);
    const called = doors.nextCall();
    workload.start();
    await called;
    workload.cancel();
    await workload.ended();
    expect(workload.state()).toMatchObject({ state: 'cancelled', completed: 0, failed: 0 });
    workload.start();
    expect(workload.state().state).toBe('running');
    workload.cancel();
    await workload.ended();
  });

  it('says why when the doors cannot be reached', async () => {
    const doors = await openFakeDoors();
    await doors.close();
    const workload = workloadOn(doors.url);
    workload.start();
    await workload.ended();
    const { state, total, failed, message } = workload.state();
    expect({ state, failed }).toEqual({ state: 'failed', failed: total });
    expect(message).toContain('fetch failed');
  });
});
