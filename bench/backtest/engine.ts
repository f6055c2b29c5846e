import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestEngineOn } from '../../test/fixtures/start-engine.ts';
import { announceUrl } from '../parties/processes.ts';
import { writeExchanges } from './recorded.ts';

/* The whole engine over a database of recorded exchanges. Headers of calls also say where its REST door is. */

const directory = mkdtempSync(join(tmpdir(), 'signalbox-bench-'));
const keyFile = `${directory}.key`;
writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
const range = writeExchanges(join(directory, 'telemetry.db'), Number(process.env.EXCHANGES));
const engine = await startTestEngineOn(directory, ['--key-file', keyFile, '--retention-days', '36500']);
const added = await fetch(`${engine.url}/api/v1/providers`, {
  method: 'POST',
  headers: { ...engine.headers, 'content-type': 'application/json' },
  body: JSON.stringify({
    name: 'openai',
    dialect: 'openai',
    baseUrl: `${process.env.UPSTREAM_URL}/v1`,
    apiKey: 'sk-bench',
  }),
});
if (!added.ok) throw new Error(`The upstream was not taken: ${await added.text()}`);

async function stop(): Promise<void> {
  await engine.stop();
  rmSync(directory, { recursive: true, force: true });
  rmSync(keyFile, { force: true });
}
announceUrl(engine.gatewayUrl, stop, {
  ...engine.headers,
  'x-rest': engine.url,
  'x-from': range.from,
  'x-to': range.to,
});
