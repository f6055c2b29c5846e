import type { EngineCommand, EngineReport, EngineSettings } from '../shared/engine-protocol.ts';
import { SignalboxError } from '../shared/errors.ts';
import { loadConfig } from './config.ts';
import type { Engine } from './engine.ts';
import { createLogger } from './log.ts';
import { requireNode } from './require-node.ts';

/** Electron's utilityProcess gives a port on `process`; a forked Node process has the IPC channel. */
interface ElectronPort {
  on(event: 'message', listener: (event: { data: EngineCommand }) => void): void;
  postMessage(message: EngineReport): void;
}
const port = (process as NodeJS.Process & { parentPort?: ElectronPort }).parentPort;

function tell(message: EngineReport): void {
  if (port === undefined) process.send?.(message);
  else port.postMessage(message);
}

const log = createLogger('info', (line) => process.stderr.write(line));
let engine: Engine | null = null;

async function start(settings: EngineSettings): Promise<void> {
  requireNode(process.versions.node);
  // What an old Node could not even load comes after the check.
  const { startEngine } = await import('./engine.ts');
  const argv = ['--create-key-file', '--port', '0', ...settings.argv];
  const config = loadConfig({ argv, env: process.env });
  engine = await startEngine({ config, log, allowedOrigins: [settings.appOrigin], onCrash: fail });
  const { url, gatewayUrl, otlpUrl, token, dataDir } = engine;
  tell({ type: 'ready', url, gatewayUrl, otlpUrl, token, dataDir, pid: process.pid });
  if (settings.demo) engine.workload.start();
}

async function stop(): Promise<void> {
  await engine?.stop();
  process.exit(0);
}

function fail(error: unknown): void {
  if (!(error instanceof SignalboxError)) log.error('the engine failed', { cause: error });
  const known =
    error instanceof SignalboxError
      ? error
      : new SignalboxError('INTERNAL', { correlationId: 'see the log' });
  tell({ type: 'failed', error: { code: known.code, message: known.message, action: known.action } });
  process.exit(1);
}

function onMessage(message: EngineCommand): void {
  if (message.type === 'start') start(message.settings).catch(fail);
  else stop().catch(fail);
}

if (port === undefined) {
  process.on('message', onMessage);
  // The shell is gone without a word: nobody is left to serve.
  process.on('disconnect', () => void stop().catch(fail));
} else {
  port.on('message', ({ data }: { data: EngineCommand }) => onMessage(data));
}
