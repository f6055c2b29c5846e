#!/usr/bin/env node
/**
 * `signalbox serve`: runs the engine without Electron. `signalbox load`: sends load and measures it. Both need Node 22.14; on
 * an older Node this file runs them with the Node that the package brings, and never loads native modules itself.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { PROJECT_NODE } from '../scripts/setup/paths.mjs';

const NEEDED = [22, 14];
const USAGE = `Usage: signalbox serve [options]   runs the engine: gateway, OTLP receiver and console, until it is stopped
       signalbox load [options]    sends load, measures it, and says by its exit code how it went
       signalbox serve --help      lists the options; so does signalbox load --help
       signalbox --version
`;

const ENTRIES = new Map([
  ['serve', '../out/engine/server.mjs'],
  ['load', '../out/engine/load-command.mjs'],
]);
const [command, ...flags] = process.argv.slice(2);
const entry = ENTRIES.get(command);
const bundle = entry === undefined ? null : new URL(entry, import.meta.url);

if (command === '--version' || command === '-v') {
  console.log(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version);
} else if (command === '--help' || command === '-h') {
  process.stdout.write(USAGE);
} else if (bundle === null) {
  process.stderr.write(
    command === undefined ? USAGE : `signalbox: there is no command ${command}.\n\n${USAGE}`,
  );
  process.exitCode = 2;
} else if (!existsSync(bundle)) {
  fail('The engine is not built. Run `npm run build` (or `npm start`) first.');
} else if (isOldNode()) {
  runWithOwnNode();
} else {
  process.argv = [process.argv[0], fileURLToPath(bundle), ...flags];
  await import(bundle.href);
}

function isOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1]);
}

function runWithOwnNode() {
  if (!existsSync(PROJECT_NODE) || PROJECT_NODE === process.execPath) {
    fail(
      `The engine needs Node ${NEEDED.join('.')} or newer; this is ${process.versions.node}.\n` +
        'Run it with `npm start` or `npm run serve`, which bring their own Node, or install a newer Node.',
    );
    return;
  }
  const child = spawn(PROJECT_NODE, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  // A terminal sends Ctrl-C to the child as well; here it must only not end this process first.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  child.once('exit', (code, signal) => (process.exitCode = code ?? 128 + constants.signals[signal]));
}

function fail(message) {
  process.stderr.write(`signalbox: ${message}\n`);
  process.exitCode = 1;
}
