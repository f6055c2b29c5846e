import { spawn } from 'node:child_process';
import type { EngineLaunch, EngineProcess } from './engine-process.ts';

/** Starts the engine as a child of a Node binary, for shells whose own Node is too old for it. */
export function startChildEngine(node: string, { bundle, env }: EngineLaunch): EngineProcess {
  const child = spawn(node, [bundle], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], windowsHide: true });
  return {
    send: (command) => {
      // The engine may end between our look and the send; its exit is then reported on its own.
      if (child.connected) child.send(command, () => undefined);
    },
    kill: () => child.kill('SIGKILL'),
    onMessage: (listener) => child.on('message', listener),
    onOutput: (listener) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', listener);
      }
    },
    onExit: (listener) => {
      // `error` comes instead of `exit` when there was no process, `exit` when there was; whichever is first counts.
      let ended = false;
      const end = (exit: string) => {
        if (!ended) listener(exit);
        ended = true;
      };
      child.on('error', (error) => end(`it could not be started: ${error.message}`));
      child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `signal ${signal}`));
    },
  };
}
