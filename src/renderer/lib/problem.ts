import { TRPCClientError } from '@trpc/client';
import { z } from 'zod';
import { EngineProblem, problemSchema } from './engine-fetch.ts';

/** What failed, in words for a person, and what to do about it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly action: string;
  readonly retryable: boolean;
}

const problemDataSchema = z.object({ problem: problemSchema });

const CONNECTION_LOST: Problem = {
  code: 'CONNECTION_LOST',
  message: 'The connection to the engine was lost before it answered.',
  action: 'The console reconnects by itself; try again when it is live.',
  retryable: true,
};

/** The engine's own form of an error where it gave one; otherwise what the console itself knows about it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof EngineProblem) return error.problem ?? CONNECTION_LOST;
  if (error instanceof TRPCClientError) {
    const parsed = problemDataSchema.safeParse(error.data);
    if (parsed.success) return parsed.data.problem;
    return CONNECTION_LOST;
  }
  return {
    code: 'CONSOLE_ERROR',
    message: error instanceof Error ? error.message : String(error),
    action: 'Reload the page; if it stays, report it with this message.',
    retryable: false,
  };
}

/** What failed and what to do, in one line; null where nothing did. */
export function problemText(error: unknown): string | null {
  if (error === null) return null;
  const { message, action } = problemOf(error);
  return `${message} ${action}`;
}
