import { z } from 'zod';
import { SignalboxError } from '../../../shared/errors.ts';
import { engineUseSchema, type EngineUse } from '../../../shared/load/index.ts';
import { UsePoints } from '../use-points.ts';

const PATH = '/api/v1/load-tests/engine-use';
/** It measures for a second. */
const PATIENCE_MS = 10_000;
const answerSchema = engineUseSchema.omit({ atMs: true });

/**
 * Asks a deployment, second after second, what its engine uses.
 * @returns once it has answered for the first time
 * @throws SignalboxError LOAD_PLAN_INVALID where it does not, so that this is known before a run and not after it
 */
export async function watchDeployment(
  deployment: string,
  token: string | undefined,
): Promise<{ readonly stop: () => void; readonly points: () => EngineUse[] }> {
  if (token === undefined) throw invalid('--deployment needs the token of the deployment in SIGNALBOX_TOKEN');
  const stopping = new AbortController();
  const ask = async () => {
    const headers = { authorization: `Bearer ${token}` };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const answer = await fetch(new URL(PATH, deployment), { headers, signal });
    if (!answer.ok) throw new Error(refusal(answer.status));
    return answerSchema.parse(await answer.json());
  };
  await ask().catch((error: unknown) => {
    throw invalid(`${deployment} does not tell of the run: ${reasonOf(error)}`);
  });
  const points = new UsePoints();
  const startedMs = performance.now();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const use = await ask();
      points.add({ atMs: Math.round(performance.now() - startedMs), ...use });
    }
  };
  // Where it answers no more, what it has told is what there is.
  void watch().catch(() => undefined);
  return { stop: () => stopping.abort(), points: () => points.all };
}

function refusal(status: number): string {
  return status === 401 || status === 403
    ? `it answered ${status}; is SIGNALBOX_TOKEN its token?`
    : `it answered ${status}`;
}

/** Why a request failed; `fetch` has the reason in the cause. */
export function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return 'it answered something else';
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
}

function invalid(reason: string): SignalboxError {
  return new SignalboxError('LOAD_PLAN_INVALID', { reason });
}
