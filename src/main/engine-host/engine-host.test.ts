import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineState } from '../../shared/bridge.ts';
import { startChildEngine } from './child-engine.ts';
import { EngineHost } from './engine-host.ts';
import { EngineLog } from './engine-log.ts';
import { engineEnvironment } from './engine-process.ts';

const bundle = fileURLToPath(new URL('../../../test/fixtures/engine-double.mjs', import.meta.url));

let folder: string;
let host: EngineHost;
let pids: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-host-'));
  pids = [];
});

afterEach(async () => {
  await host.stop();
  rmSync(folder, { recursive: true });
});

function hostOf(behaviour: string, node: string = process.execPath): EngineHost {
  host = new EngineHost({
    launch: () => {
      const engine = startChildEngine(node, {
        bundle,
        env: engineEnvironment({ ...process.env, NODE_OPTIONS: '--no-warnings', BEHAVIOUR: behaviour }),
      });
      engine.onMessage((message) => {
        if (typeof message === 'object' && message !== null && 'pid' in message)
          pids.push(message.pid as number);
      });
      return engine;
    },
    settings: { demo: false, appOrigin: 'app://signalbox', argv: [] },
    log: new EngineLog(join(folder, 'logs', 'engine.log')),
  });
  return host;
}

/** Resolves with the first state from now on that has this status. */
function next<S extends EngineState['status']>(status: S): Promise<Extract<EngineState, { status: S }>> {
  return new Promise((resolve) => {
    const forget = host.onChange((state) => {
      if (state.status !== status) return;
      forget();
      resolve(state as Extract<EngineState, { status: S }>);
    });
  });
}

const log = () => readFileSync(join(folder, 'logs', 'engine.log'), 'utf8');

describe('the engine host', () => {
  it('starts the engine and hands on its addresses, but not its token to the log', async () => {
    hostOf('well').start();
    expect(await next('ready')).toMatchObject({
      url: 'http://127.0.0.1:40123',
      token: 'secret',
      lastExit: null,
    });
    expect(log()).not.toContain('secret');
  });

  it('gives the engine an environment that cannot take over its Node', async () => {
    hostOf('well').start();
    await next('ready');
    await host.stop();
    expect(log()).toContain('"PATH"');
    expect(log()).not.toContain('NODE_OPTIONS');
  });

  it('starts a killed engine again on the same port and says how it ended', async () => {
    hostOf('well').start();
    await next('ready');
    const restarting = next('restarting');
    const ready = next('restarting').then(() => next('ready'));
    process.kill(pids[0]!, 'SIGKILL');
    expect(await restarting).toEqual({ status: 'restarting', attempt: 1, lastExit: 'signal SIGKILL' });
    expect(await ready).toMatchObject({ lastExit: 'signal SIGKILL' });
    expect(log()).toContain('"argv":["--port","40123"]');
  });

  it('does without the old port when another program has taken it', async () => {
    hostOf('port-taken').start();
    await next('ready');
    const ready = next('ready');
    process.kill(pids[0]!, 'SIGKILL');
    expect(await ready).toMatchObject({ url: 'http://127.0.0.1:40123' });
    expect(log().match(/--port/g)).toHaveLength(1);
  });

  it('gives up after the third crash with the last lines, and starts again when asked', async () => {
    hostOf('crash').start();
    const failed = await next('failed');
    expect(failed.failure.code).toBe('ENGINE_CRASHED');
    expect(failed.failure.message).toContain('exit code 7');
    expect(failed.output).toContain('out of luck');
    expect(log().match(/--- engine started/g)).toHaveLength(3);
    const restarting = next('restarting');
    await host.restart();
    expect(await restarting).toMatchObject({ attempt: 1 });
  });

  it('does not start again an engine that has said why it cannot run', async () => {
    hostOf('refuse').start();
    expect((await next('failed')).failure.code).toBe('DATABASE_NEWER');
    await host.stop();
    expect(log().match(/--- engine started/g)).toHaveLength(1);
  });

  it('reports a Node that cannot be started', async () => {
    hostOf('well', join(folder, 'no-such-node')).start();
    expect((await next('restarting')).lastExit).toMatch(/could not be started.*ENOENT/);
  });

  it('kills an engine that does not stop in time', async () => {
    hostOf('deaf').start();
    await next('ready');
    await host.stop();
    expect(() => process.kill(pids[0]!, 0)).toThrow('ESRCH');
  });

  it('waits for the first start to come to something, but not for ever', async () => {
    hostOf('well');
    await host.settled(10);
    expect(host.state.status).toBe('starting');
    host.start();
    await host.settled(10_000);
    expect(host.state.status).toBe('ready');
  });
});
