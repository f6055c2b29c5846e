import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface BenchEngine {
  readonly url: string;
  readonly otlpUrl: string;
  /** Lets a browser in. */
  readonly cookie: { readonly name: string; readonly value: string; readonly url: string };
  stop(): Promise<void>;
}

/** Starts the built engine on free ports and uses up its login link. */
export async function startEngine(dataDir: string): Promise<BenchEngine> {
  const binary = fileURLToPath(new URL('../../bin/signalbox.mjs', import.meta.url));
  const ports = ['--port', '0', '--gateway-port', '0', '--otlp-port', '0'];
  const child = spawn(process.execPath, [binary, 'serve', '--json', '--data', dataDir, ...ports], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const first = await createInterface(child.stdout)[Symbol.asyncIterator]().next();
  if (first.done === true) throw new Error('The engine did not start.');
  const { url, otlpUrl, loginUrl } = JSON.parse(first.value) as Record<
    'url' | 'otlpUrl' | 'loginUrl',
    string
  >;
  const login = await fetch(loginUrl, { redirect: 'manual' });
  const [name = '', value = ''] = (login.headers.getSetCookie()[0] ?? '').split(';', 1)[0]?.split('=') ?? [];
  return {
    url,
    otlpUrl,
    cookie: { name, value, url },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
