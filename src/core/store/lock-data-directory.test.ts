import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDirectory } from './lock-data-directory.ts';
import { temporaryDirectory } from './testing/temporary-store.ts';

const SCRIPT = `
  import { lockDataDirectory } from ${JSON.stringify(new URL('./lock-data-directory.ts', import.meta.url).href)};
  lockDataDirectory(process.argv[1]);
  console.log('locked');
  setInterval(() => {}, 1000);
`;

describe('lockDataDirectory', () => {
  let directory: { path: string; remove: () => void };
  beforeEach(() => (directory = temporaryDirectory()));
  afterEach(() => directory.remove());

  it('lets one engine in at a time', () => {
    const path = join(directory.path, 'made', 'on', 'the', 'way');
    const lock = lockDataDirectory(path);
    expect(() => lockDataDirectory(path)).toThrow(expect.objectContaining({ code: 'DATA_DIRECTORY_BUSY' }));
    lock.release();
    lockDataDirectory(path).release();
  });

  it('names the process that holds it, and is free when that is killed', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, directory.path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(() => lockDataDirectory(directory.path)).toThrow(
      expect.objectContaining({
        code: 'DATA_DIRECTORY_BUSY',
        details: { path: directory.path, pid: child.pid },
      }),
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    lockDataDirectory(directory.path).release();
  });
});
