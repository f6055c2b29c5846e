import { utilityProcess } from 'electron';
import type { EngineLaunch, EngineProcess } from './engine-process.ts';

/** Starts the engine in a utility process, on Electron's own Node. */
export function startUtilityEngine({ bundle, env }: EngineLaunch): EngineProcess {
  const child = utilityProcess.fork(bundle, [], { env, stdio: 'pipe', serviceName: 'Signalbox engine' });
  return {
    send: (command) => child.postMessage(command),
    kill: () => {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
    onMessage: (listener) => child.on('message', listener),
    onOutput: (listener) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.on('data', (data: Buffer) => listener(data.toString()));
      }
    },
    onExit: (listener) =>
      child.once('exit', (code) =>
        listener(code === 0 ? 'exit code 0, or it was killed' : `exit code ${code}`),
      ),
  };
}
