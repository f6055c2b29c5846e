import type { SignalboxError } from '../../shared/errors.ts';
import type { CallerError } from '../dialects/index.ts';

/** An error of the registry for a caller. The message ends with what to do. */
export function callerError(error: SignalboxError): CallerError {
  const { param } = error.details;
  return {
    status: error.status,
    code: error.code.toLowerCase(),
    message: `${error.message} ${error.action}`,
    param: typeof param === 'string' && param !== '' ? param : null,
  };
}
