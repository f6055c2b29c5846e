import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { TraceSummary } from '../../../shared/trace.ts';
import type { TurnMessages } from '../../../shared/session.ts';
import { useTRPC } from '../../lib/engine-client.ts';

const CHUNK = 10;

export interface LoadedTurns {
  /** Undefined while they load. */
  readonly of: (traceId: string) => TurnMessages | undefined;
  /** Why some of the turns in sight could not be loaded; null when all could. */
  readonly error: unknown;
  readonly retry: () => void;
}

/** What the turns from `first` to `last` add to the conversation: loaded in chunks, so that only what is read is asked for. */
export function useTurnMessages(turns: readonly TraceSummary[], first: number, last: number): LoadedTurns {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const firstChunk = Math.floor(Math.max(0, first) / CHUNK);
  const lastChunk = Math.floor(Math.max(0, Math.min(last, turns.length - 1)) / CHUNK);
  const chunks = turns.length === 0 ? [] : numbers(firstChunk, lastChunk);
  const results = useQueries({
    queries: chunks.map((chunk) => {
      const traceIds = turns.slice(chunk * CHUNK, (chunk + 1) * CHUNK).map(({ traceId }) => traceId);
      const after = turns[chunk * CHUNK - 1]?.traceId ?? null;
      return trpc.sessions.messages.queryOptions({ traceIds, after }, { staleTime: Infinity });
    }),
  });
  const loaded = new Map<string, TurnMessages>();
  // A chunk that grew by a turn is another question: until it is answered, what is known of its turns stays.
  const known = queryClient.getQueriesData<TurnMessages[]>({ queryKey: trpc.sessions.messages.pathKey() });
  for (const [, answer] of known) for (const turn of answer ?? []) loaded.set(turn.traceId, turn);
  for (const { data } of results) for (const turn of data ?? []) loaded.set(turn.traceId, turn);
  const failed = results.find(({ isError }) => isError);
  return {
    of: (traceId) => loaded.get(traceId),
    error: failed?.error ?? null,
    retry: () => void failed?.refetch(),
  };
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
