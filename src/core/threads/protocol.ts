import type { SerializedError } from '../../shared/errors.ts';

/** What an operation learns of the call that it answers. */
export interface CallContext {
  /** Whether the caller has given up; cheap enough to be asked often. */
  readonly isCancelled: () => boolean;
}

/** Operations that a thread offers: synchronous or not, arguments and results must survive structured clone. */
export type Operations = Record<string, (input: never, call: CallContext) => unknown>;

export type InputOf<O extends Operations, K extends keyof O> = Parameters<O[K]>[0];
export type ResultOf<O extends Operations, K extends keyof O> = Awaited<ReturnType<O[K]>>;

export interface ThreadRequest {
  id: number;
  operation: string;
  input: unknown;
  /** One number in shared memory, 1 when the caller has given up: the thread sees it while it is busy. */
  cancelled?: Int32Array<SharedArrayBuffer>;
}

export type ThreadResponse =
  | { id: number; ok: true; result: unknown }
  | { id: number; ok: false; error: SerializedError | { message: string; stack: string | undefined } };

/** What a thread says first: that it can be used, or why it cannot. */
export type ThreadReady = { ready: true } | { ready: false; error: ThreadFailure };

export type ThreadFailure = Extract<ThreadResponse, { ok: false }>['error'];
