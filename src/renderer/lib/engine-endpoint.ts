import type { EngineState, SignalboxBridge } from '../../shared/bridge.ts';
import { bridge } from './bridge.ts';
import { useConnectionStore } from './connection-store.ts';

/** Where the console's engine is, and how the console says that it may come in. */
export interface EngineEndpoint {
  /** Resolves when the engine can be reached there; called again before every reconnection. */
  socketUrl(): Promise<string>;
  /** The same for a path of the engine's door. */
  httpUrl(path: string): Promise<string>;
  /** The token for the first message; null in a browser, where the session's cookie speaks. */
  token(): string | null;
}

/** In a browser the console is served by the engine itself. */
function sameOriginEndpoint(): EngineEndpoint {
  const url = new URL('/trpc', window.location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return {
    socketUrl: () => Promise.resolve(url.href),
    httpUrl: (path) => Promise.resolve(new URL(path, window.location.href).href),
    token: () => null,
  };
}

/** In the desktop the shell starts the engine and knows its address, which changes with every start. */
function shellEndpoint(shell: SignalboxBridge): EngineEndpoint {
  let state: EngineState = { status: 'starting' };
  let waiting: (() => void)[] = [];
  const follow = (next: EngineState) => {
    state = next;
    const { lost, gaveUp, starting } = useConnectionStore.getState();
    if (next.status === 'starting') starting();
    if (next.status === 'restarting') lost(restartReason(next.lastExit, next.attempt));
    if (next.status === 'failed') gaveUp(next.failure, next.output);
    if (next.status !== 'ready') return;
    starting();
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  shell.engine.onChange(follow);
  shell.engine.current().then(follow, (error: unknown) => {
    useConnectionStore
      .getState()
      .lost(`The desktop shell does not say where the engine is: ${String(error)}`);
  });
  const baseUrl = async () => {
    while (state.status !== 'ready') await new Promise<void>((resolve) => waiting.push(resolve));
    return state.url;
  };
  return {
    httpUrl: async (path) => new URL(path, await baseUrl()).href,
    async socketUrl() {
      const url = new URL('/trpc', await baseUrl());
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      return url.href;
    },
    token: () => (state.status === 'ready' ? state.token : null),
  };
}

/** For example "The engine stopped (signal SIGKILL) and is being restarted, attempt 1". */
export function restartReason(lastExit: string, attempt: number): string {
  return `The engine stopped (${lastExit}) and is being restarted, attempt ${attempt}`;
}

export function engineEndpoint(): EngineEndpoint {
  const shell = bridge();
  return shell === undefined ? sameOriginEndpoint() : shellEndpoint(shell);
}
