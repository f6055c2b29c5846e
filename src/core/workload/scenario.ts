import type { GatewayClient } from './gateway-client.ts';
import { ChatFailure } from './gateway-client.ts';
import type { Attributes, FinishedSpan } from './otlp-json.ts';
import { RecordedTrace, type LiveSpan, type SpanOptions } from './recorded-trace.ts';
import type { SeededRandom } from './seeded-random.ts';

/** What a scenario works with. */
export interface ScenarioContext {
  readonly gateway: GatewayClient;
  readonly random: SeededRandom;
  /** Work that takes about this long, as a database or a tool would. */
  work(leastMs: number, mostMs: number): Promise<void>;
  /** Sends the spans of an application to the OTLP door. */
  send(resource: Attributes, spans: readonly FinishedSpan[]): Promise<void>;
}

/** One or more traces that belong together, one after another. */
export interface Scenario {
  readonly name: string;
  readonly traces: number;
  /** Rejects when the doors did not take what was sent; failures that belong to the scenario are in its traces. */
  run(context: ScenarioContext): Promise<void>;
}

/** A failure inside an application of the workload that is meant to be seen in its trace. */
export class ApplicationFailure extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** A service as its resource attributes tell of it. */
export function application(name: string, version: string, language: string): Attributes {
  return {
    'service.name': name,
    'service.version': version,
    'deployment.environment.name': 'sandbox',
    'telemetry.sdk.name': 'opentelemetry',
    'telemetry.sdk.language': language,
    'host.name': `${name}-0`,
  };
}

/** Runs what an application does for one request and sends the trace of it. */
export async function traced(
  context: ScenarioContext,
  resource: Attributes,
  name: string,
  options: SpanOptions,
  work: (root: LiveSpan) => Promise<void>,
): Promise<void> {
  const trace = new RecordedTrace();
  try {
    await trace.root(name, options).run(work);
  } catch (error) {
    if (!(error instanceof ChatFailure || error instanceof ApplicationFailure)) throw error;
  }
  await context.send(resource, trace.spans);
}

/** The attributes of a request that a service answers. */
export function httpRequest(method: string, route: string, more: Attributes = {}): SpanOptions {
  return {
    kind: 'server',
    attributes: { 'http.request.method': method, 'http.route': route, 'url.path': route, ...more },
  };
}

/** A query of a database, which takes some milliseconds. */
export function query(
  context: ScenarioContext,
  parent: LiveSpan,
  name: string,
  statement: string,
  system = 'postgresql',
): Promise<void> {
  const attributes = {
    'db.system.name': system,
    'db.operation.name': name.split(' ')[0],
    'db.query.text': statement,
  };
  return parent.child(name, { kind: 'client', attributes }, () => context.work(2, 18));
}
