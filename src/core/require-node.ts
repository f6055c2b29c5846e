import { SignalboxError } from '../shared/errors.ts';

const LEAST: readonly [number, number] = [22, 14];

/**
 * better-sqlite3 needs Node-API 10; on an older Node it does not fail, it crashes the process.
 * @throws SignalboxError NODE_TOO_OLD
 */
export function requireNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return;
  throw new SignalboxError('NODE_TOO_OLD', { needed: LEAST.join('.'), found: version });
}
