import { randomUUID } from 'node:crypto';
import type { TRPCError } from '@trpc/server';
import { initTRPC } from '@trpc/server';
import { SignalboxError, type SerializedError } from '../../../shared/errors.ts';
import type { Log } from '../../log.ts';
import type { ConsoleServices } from './services.ts';

export interface ConsoleContext {
  services: ConsoleServices;
  log: Log;
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
  if (!result.ok && problemOf(result.error).code === 'INTERNAL') {
    ctx.log.error('a console call failed', {
      path,
      problem: problemOf(result.error).message,
      cause: result.error.cause,
    });
  }
  return result;
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
