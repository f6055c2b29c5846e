import { SignalboxError } from '../shared/errors.ts';
import { redactSecrets } from './secrets/index.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured logging; `fields.cause` is written with its stack. */
export interface Log {
  debug(message: string, fields?: Record<string, unknown>): void;
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
  error(message: string, fields?: Record<string, unknown>): void;
}

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Writes one line of JSON an entry, to standard error unless told otherwise, with secrets removed. */
export function createLogger(level: LogLevel, write: (line: string) => void = writeToStandardError): Log {
  const lowest = LEVELS.indexOf(level);
  const at =
    (entryLevel: LogLevel) =>
    (message: string, fields: Record<string, unknown> = {}): void => {
      if (LEVELS.indexOf(entryLevel) < lowest) return;
      const entry = { time: new Date().toISOString(), level: entryLevel, message, ...fields };
      write(`${redactSecrets(JSON.stringify(entry, toLoggable))}\n`);
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

function writeToStandardError(line: string): void {
  process.stderr.write(line);
}

/** What JSON would lose or refuse: errors with stack and causes, whatever their `toJSON` keeps, and big integers. */
function toLoggable(this: Record<string, unknown>, key: string, converted: unknown): unknown {
  const value = this[key];
  if (typeof value === 'bigint') return value.toString();
  if (!(value instanceof Error)) return converted;
  const code = value instanceof SignalboxError ? { code: value.code } : {};
  return {
    ...code,
    message: value.message,
    stack: value.stack,
    ...(value.cause !== undefined && { cause: value.cause }),
  };
}
