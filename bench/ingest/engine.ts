import { openOtlpDoor } from '../../src/core/http/otlp/otlp-door.ts';
import { openTelemetry } from '../../src/core/telemetry/index.ts';
import { announceUrl } from '../parties/processes.ts';
import { memoryTenants } from '../../src/core/tenants/testing/memory-tenants.ts';

/* The OTLP door and the trace store as the engine runs them. */

const quiet = () => undefined;
const log = { debug: quiet, info: quiet, warn: console.warn, error: console.error };
const telemetry = await openTelemetry({
  dataDir: process.env.DATA_DIR ?? '',
  queueBytes: Number(process.env.QUEUE_BYTES),
  retention: { maxAgeDays: 36_500, maxBytes: 2 ** 50 },
  log,
});
const door = await openOtlpDoor({
  host: '127.0.0.1',
  port: 0,
  fallback: false,
  telemetry,
  metrics: { ingestOtlp: () => Promise.reject(new Error('No metrics are sent.')) },
  access: (await memoryTenants()).access,
  maxBodyBytes: 64 * 2 ** 20,
  allowedOrigins: [],
  instruments: { countError: () => undefined },
  log,
});
announceUrl(door.url, async () => {
  await door.close();
  await telemetry.stop();
});
