import type { SignalboxError } from '../../../shared/errors.ts';

/** google.rpc.Code of an error, by its HTTP status (google/rpc/code.proto). */
export function rpcCode(error: SignalboxError): number {
  return CODES[error.status] ?? INTERNAL;
}

const INTERNAL = 13;
const CODES: Record<number, number> = {
  400: 3, // INVALID_ARGUMENT
  401: 16, // UNAUTHENTICATED
  403: 7, // PERMISSION_DENIED
  404: 5, // NOT_FOUND
  405: 12, // UNIMPLEMENTED
  408: 4, // DEADLINE_EXCEEDED
  413: 8, // RESOURCE_EXHAUSTED
  415: 3, // INVALID_ARGUMENT
  503: 14, // UNAVAILABLE
};
