import type { Config } from '../config.ts';
import type { Log } from '../log.ts';

export interface EngineOptions {
  config: Config;
  log: Log;
  /** Origins of consoles besides the engine's own, such as the desktop's. */
  allowedOrigins?: readonly string[];
  /** Called when a part has failed that the engine cannot do without. What was acknowledged is stored; end the process. */
  onCrash?: ((error: Error) => void) | undefined;
}

/** Registers how a part is closed again; the last to be built is the first to be closed. */
export type OnClose = (close: () => Promise<void> | void) => void;
