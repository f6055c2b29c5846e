import type { EngineCommand } from '../../shared/engine-protocol.ts';

/** A started engine, whichever way it was started. Listeners are set right after the start and never removed. */
export interface EngineProcess {
  send(command: EngineCommand): void;
  /** Ends it at once, without asking. */
  kill(): void;
  onMessage(listener: (message: unknown) => void): void;
  onOutput(listener: (text: string) => void): void;
  /** Called once, with words for how it ended, for example `signal SIGKILL`. */
  onExit(listener: (exit: string) => void): void;
}

export interface EngineLaunch {
  /** The bundle out/engine/utility.mjs. */
  bundle: string;
  env: Record<string, string>;
}

/** Variables that would change how the engine's Node behaves, or that only concern the shell. */
const DANGEROUS =
  /^(NODE_OPTIONS|NODE_PATH|NODE_V8_COVERAGE|NODE_CHANNEL_.*|ELECTRON_.*|SIGNALBOX_ENGINE_NODE)$/i;

/** The environment of the engine: the shell's own, without what could take over its Node. */
export function engineEnvironment(own: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !DANGEROUS.test(entry[0]),
    ),
  );
}
