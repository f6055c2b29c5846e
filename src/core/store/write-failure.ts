import { SignalboxError } from '../../shared/errors.ts';

/** What to answer when a write failed for a reason of the disk or of the database. */
export function writeFailure(error: unknown): SignalboxError {
  if (error instanceof SignalboxError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new SignalboxError('STORE_WRITE_FAILED', { reason }, { cause: error });
}
