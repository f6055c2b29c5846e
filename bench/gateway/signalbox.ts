import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../../src/core/cost/index.ts';
import { startGatewayDoor } from '../../src/core/http/gateway/index.ts';
import {
  SimulatedProvider,
  UpstreamDirectory,
  type UpstreamSettings,
} from '../../src/core/providers/index.ts';
import { IdempotentAnswers, Resilience } from '../../src/core/resilience/index.ts';
import { createRouter } from '../../src/core/routing/index.ts';
import { announceUrl } from '../parties/processes.ts';
import { openTelemetry } from '../../src/core/telemetry/index.ts';
import { memoryTenants } from '../../src/core/tenants/testing/memory-tenants.ts';

/* The gateway as the engine runs it: content recorded, cost on, spans written to a database on disk. */

const settings: UpstreamSettings = {
  name: 'openai',
  dialect: 'openai',
  baseUrl: process.env.UPSTREAM_URL ?? '',
  apiKey: 'sk-bench',
};
const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: console.warn, error: console.error };
const dataDir = await mkdtemp(join(tmpdir(), 'signalbox-bench-'));
const prices = loadCatalogue();
const telemetry = await openTelemetry({
  dataDir,
  queueBytes: 64 * 1024 * 1024,
  retention: { maxAgeDays: 30, maxBytes: 10 * 1024 ** 3 },
  log,
});
const source = { list: () => [settings], get: () => settings, onChange: () => quiet };
const directory = new UpstreamDirectory({ source, log });
await directory.refresh();
const door = await startGatewayDoor({
  host: '127.0.0.1',
  port: 0,
  access: (await memoryTenants()).access,
  exchange: {
    router: createRouter({ directory, simulated: new SimulatedProvider() }),
    resilience: new Resilience(),
    idempotentAnswers: new IdempotentAnswers(),
    prices,
    telemetry,
    flags: { isOn: () => true },
    limits: { admit: () => null },
    log,
    settings: { recordContent: true },
    version: '0.0.0',
  },
});
announceUrl(door.url, async () => {
  await door.close(1000);
  await directory.close();
  await telemetry.stop();
  await rm(dataDir, { recursive: true, force: true });
});
