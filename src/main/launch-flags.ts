import { resolve } from 'node:path';

/** Flags with a value that the engine takes as `signalbox serve` does. */
const ENGINE_FLAGS = ['--config', '--port', '--gateway-port', '--otlp-port'];

export interface LaunchFlags {
  dataDir: string | null;
  demo: boolean;
  /** What the engine gets. Everything else on the command line is for Chromium. */
  engine: string[];
}

/** Reads our own flags from a command line that Electron and Chromium share with us. */
export function parseLaunchFlags(argv: readonly string[]): LaunchFlags {
  const flags: LaunchFlags = { dataDir: null, demo: false, engine: [] };
  const words = argv.flatMap((word) => (/^--[a-z-]+=/.test(word) ? splitOnce(word) : [word]));
  for (const [index, word] of words.entries()) {
    const value = words[index + 1];
    if (word === '--demo') flags.demo = true;
    else if (word === '--data' && value !== undefined) flags.dataDir = resolve(value);
    else if (ENGINE_FLAGS.includes(word) && value !== undefined) flags.engine.push(word, value);
  }
  return flags;
}

function splitOnce(word: string): [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}
