import { SignalboxError } from '../../shared/errors.ts';
import { EXIT } from './command/exit-codes.ts';
import { helpText, readFlags } from './command/flags.ts';
import { runCommand } from './command/run-command.ts';
import { prove } from './proof/prove.ts';

/** Entry of `signalbox load`. */
async function main(argv: readonly string[]): Promise<number> {
  const stopping = new AbortController();
  // The second signal ends the process as it would without us.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const flags = readFlags(argv);
  if (flags.help === true) {
    process.stdout.write(helpText());
    return EXIT.ok;
  }
  const around = {
    env: process.env,
    print: (text: string) => void process.stdout.write(text),
    warn: (text: string) => void process.stderr.write(text),
    progress: process.stderr.isTTY ? (text: string) => void process.stderr.write(text) : null,
    signal: stopping.signal,
  };
  return flags.proof === true ? prove(flags, around) : runCommand(flags, around);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isKnown = error instanceof SignalboxError;
    const text = isKnown
      ? `signalbox load: ${error.message}\n${error.action}\n`
      : `signalbox load failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
    process.stderr.write(text);
    process.exitCode = isKnown ? EXIT.badConfig : EXIT.generatorFailed;
  },
);
