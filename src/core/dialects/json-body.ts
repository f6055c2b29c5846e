import { SignalboxError } from '../../shared/errors.ts';

/** @throws SignalboxError BODY_NOT_JSON */
export function parseBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    const reason = bytes.length === 0 ? 'it is empty' : (error as SyntaxError).message;
    throw new SignalboxError('BODY_NOT_JSON', { reason }, { cause: error });
  }
}

export function jsonBytes(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}
