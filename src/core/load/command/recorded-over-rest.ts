import { SignalboxError } from '../../../shared/errors.ts';
import type { LoadTemplate } from '../../../shared/load/index.ts';
import { preparedTemplateSchema, type PreparedTemplate } from '../prepared-request.ts';
import { readError } from '../read-answer.ts';
import { reasonOf } from './deployment-use.ts';

/** Asks a deployment for recorded exchanges as requests. @throws SignalboxError LOAD_PLAN_INVALID */
export async function fetchRecorded(
  template: Extract<LoadTemplate, { kind: 'recorded' }>,
  deployment: string | undefined,
  token: string | undefined,
): Promise<PreparedTemplate> {
  if (deployment === undefined || token === undefined)
    throw invalid('recorded exchanges need --deployment with the address of a console, and SIGNALBOX_TOKEN');
  const answer = await fetch(new URL('/api/v1/load-tests/recorded', deployment), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(template),
  }).catch((error: unknown) => {
    throw invalid(`${deployment} cannot be reached: ${reasonOf(error)}`);
  });
  const text = await answer.text();
  if (!answer.ok) throw invalid(readError(text)?.message ?? `${deployment} answered ${answer.status}`);
  const prepared = preparedTemplateSchema.safeParse(JSON.parse(text));
  if (!prepared.success) throw invalid(`${deployment} answered something else than requests`);
  return prepared.data;
}

function invalid(reason: string): SignalboxError {
  return new SignalboxError('LOAD_PLAN_INVALID', { reason });
}
