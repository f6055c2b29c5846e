import { SignalboxError } from '../shared/errors.ts';
import { requireNode } from './require-node.ts';

/** Entry of `signalbox serve`. What an old Node could not even load is imported after Node is known to be new enough. */
async function main(): Promise<void> {
  requireNode(process.versions.node);
  const { serve } = await import('./serve.ts');
  await serve(process.argv.slice(2), fail);
}

function fail(error: unknown): void {
  const text =
    error instanceof SignalboxError
      ? `${error.code}: ${error.message}\n${error.action}\n`
      : `The engine failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
  process.stderr.write(text);
  process.exit(1);
}

main().catch(fail);
