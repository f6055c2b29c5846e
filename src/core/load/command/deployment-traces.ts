import type { z } from 'zod';
import { sessionTurnsPageSchema } from '../../../shared/session.ts';
import { tracePageSchema } from '../../../shared/trace.ts';
import type { RunQueries } from '../observe-run.ts';

/**
 * What a deployment recorded of a run, asked over its REST API.
 * @param deployment the address of its console
 * @throws Error from each where it cannot be reached or refuses to answer
 */
export function deploymentTraces(deployment: string, token: string): RunQueries {
  const get = async (path: string, query: Record<string, string>): Promise<Response> => {
    const url = new URL(`/api/v1/observability/${path}`, deployment);
    url.search = new URLSearchParams(query).toString();
    const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok && answer.status !== 404) throw new Error(`${deployment} answered ${answer.status}`);
    return answer;
  };
  const read = async <T>(schema: z.ZodType<T>, answer: Response): Promise<T> =>
    schema.parse(await answer.json());
  return {
    list: async ({ filter: { sessionId = '', from = '', to = '' }, limit }) =>
      read(tracePageSchema, await get('traces', { sessionId, from, to, limit: String(limit) })),
    traceJson: async (traceId) => {
      const answer = await get(`traces/${traceId}`, {});
      return answer.status === 404 ? null : answer.text();
    },
    session: async (sessionId) => {
      const answer = await get(`sessions/${encodeURIComponent(sessionId)}`, { limit: '1' });
      if (answer.status === 404) return null;
      return { summary: (await read(sessionTurnsPageSchema, answer)).session };
    },
  };
}
