import type { SignalboxError } from '../../shared/errors.ts';
import type { CallerError } from '../dialects/index.ts';

/** An error of the registry for a caller. The message ends with what to do. */
export function callerError(error: SignalboxError): CallerError {
  const { param, code } = error.details;
  return {
    status: error.status,
    // A rule of a policy may give its refusals a code of their own.
    code: error.code === 'POLICY_BLOCKED' && typeof code === 'string' ? code : error.code.toLowerCase(),
    message: `${error.message} ${error.action}`,
    param: typeof param === 'string' && param !== '' ? param : null,
  };
}
