import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { PROJECT_NODE, ROOT } from './paths.mjs';

/** The environment of everything that the scripts run: the project's own Node and tools come first. */
export function projectEnvironment(extra = {}) {
  const bin = join(ROOT, 'node_modules', '.bin');
  return { ...process.env, PATH: [bin, dirname(PROJECT_NODE), process.env.PATH].join(delimiter), ...extra };
}

/**
 * Runs a command in the project's folder and resolves with its exit code (128 + the number of a signal).
 * Its output goes to standard error, as all progress does, or to `stdout`. Rejects when the command cannot be started.
 */
export function run(command, args, { env = projectEnvironment(), stdout = process.stderr } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: ['inherit', stdout, 'inherit'] });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** Like `run`, and passes Ctrl-C and SIGTERM on, so that the child decides how it ends. */
export function runInForeground(command, args, env = projectEnvironment()) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, env, stdio: 'inherit' });
    const passOn = (signal) => child.kill(signal);
    // A terminal sends Ctrl-C to the child as well; here it must only not end this process first.
    const stay = () => process.stdin.isTTY || child.kill('SIGINT');
    process.on('SIGTERM', passOn);
    process.on('SIGINT', stay);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGTERM', passOn);
      process.off('SIGINT', stay);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/** Runs a command quietly; resolves with its exit code and what it wrote. */
export function capture(command, args, { env = projectEnvironment(), timeoutMs = 0, cwd = ROOT } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? 128 + constants.signals[signal], stdout, stderr }),
    );
  });
}

/** One line of progress, on standard error: standard output belongs to what is started. */
export function say(message) {
  console.error(`signalbox: ${message}`);
}
