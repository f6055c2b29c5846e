import { randomUUID } from 'node:crypto';
import type { TRPCError } from '@trpc/server';
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
import { SignalboxError, type ErrorCode, type SerializedError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { RunningCalls } from './running-calls.ts';
import type { ConsoleServices } from './services.ts';

export interface ConsoleContext {
  services: ConsoleServices;
  log: Log;
  calls: RunningCalls;
  countError(code: ErrorCode): void;
}

const trpc = initTRPC.context<ConsoleContext>().create({
  sse: { enabled: false },
  /** The registry's form of every error travels in `data.problem`; what it does not know is never shown. */
  errorFormatter({ shape, error }) {
    return {
      ...shape,
      message: problemOf(error).message,
      data: { ...shape.data, stack: undefined, problem: problemOf(error) },
    };
  },
});

/** Who the audit log names for changes made in the console. */
export const CONSOLE_ACTOR = 'console';

export const router = trpc.router;
export const procedure = trpc.procedure.use(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { code, message } = problemOf(result.error);
  ctx.countError(code);
  if (code === 'INTERNAL') {
    ctx.log.error('a console call failed', {
      path,
      problem: message,
      cause: result.error.cause,
    });
  }
  return result;
});

const callIdSchema = z.object({ callId: z.string().max(40) });

/**
 * A query that can take long. `ctx.signal` aborts when the console no longer waits for it, which it says with the
 * procedure `cancel`, or is gone.
 */
export const searching = procedure.use(async ({ next, ctx, getRawInput }) => {
  const named = callIdSchema.safeParse(await getRawInput());
  return ctx.calls.run(named.data?.callId ?? null, (signal) => next({ ctx: { signal } }));
});

const problems = new WeakMap<TRPCError, SerializedError>();

function problemOf(error: TRPCError): SerializedError {
  const known = problems.get(error);
  if (known !== undefined) return known;
  const problem = toProblem(error).toJSON();
  problems.set(error, problem);
  return problem;
}

function toProblem(error: TRPCError): SignalboxError {
  if (error.cause instanceof SignalboxError) return error.cause;
  if (error.code === 'BAD_REQUEST') return new SignalboxError('BODY_INVALID', { reason: error.message });
  if (error.code === 'NOT_FOUND')
    return new SignalboxError('NOT_FOUND', { method: 'call', path: error.message });
  if (error.code === 'UNAUTHORIZED') return new SignalboxError('TOKEN_WRONG');
  return new SignalboxError('INTERNAL', { correlationId: randomUUID() });
}
