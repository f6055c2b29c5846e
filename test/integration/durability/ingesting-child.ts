import { lockDataDirectory } from '../../../src/core/store/index.ts';
import { openTelemetry } from '../../../src/core/telemetry/index.ts';
import type { ChildMessage, ParentMessage } from './messages.ts';

/** An engine's trace store in a process of its own: stores what its parent sends and says what is acknowledged, until it is killed. */
const tell = (message: ChildMessage): void => void process.send?.(message);

const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: console.error,
  error: console.error,
};

const directory = new Promise<string>((resolve) => {
  process.once('message', (message: ParentMessage) => {
    if ('directory' in message) resolve(message.directory);
  });
});
tell({ state: 'booted' });

const dataDir = await directory;
lockDataDirectory(dataDir);
const telemetry = await openTelemetry({
  dataDir,
  queueBytes: 64 * 1024 * 1024,
  retention: { maxAgeDays: 36_500, maxBytes: 1e12 },
  log,
  readerThreads: 1,
});
process.on('message', (message: ParentMessage) => {
  if (!('body' in message)) return;
  telemetry.ingestOtlp(new Uint8Array(message.body), 'json').then(
    () => tell({ state: 'acknowledged', request: message.request }),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
tell({ state: 'open' });
