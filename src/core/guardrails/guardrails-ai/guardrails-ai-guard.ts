import { SignalboxError } from '../../../shared/errors.ts';
import type { GuardrailsAiSettings } from '../../../shared/guard/index.ts';
import type { CompiledGuard, Deadline, Verdict } from '../compiled-guard.ts';
import type { GuardText } from '../guard.ts';
import type { GuardrailsAiClient } from './guardrails-ai-client.ts';
import type { GuardrailsAiVerdict } from './validation-answer.ts';

/** Has a Guardrails AI server validate requests and answers, each by the guard of that server that is set for it. */
export function guardrailsAiGuard(
  settings: GuardrailsAiSettings,
  client: Pick<GuardrailsAiClient, 'validate'>,
): CompiledGuard {
  const { server, inputGuard, outputGuard, timeLimitMs, holdStreams } = settings;
  const validate = async (guard: string, text: string, place: string, { signal }: Deadline) => {
    if (server === '') throw failed('no server is set');
    return toVerdict(await client.validate({ url: server, timeLimitMs }, guard, text, signal), place);
  };
  return {
    settings,
    matcher: null,
    checkCall: ({ texts }, deadline) => {
      const text = fromOutside(texts);
      if (inputGuard === '' || text === '') return NOTHING_VALIDATED;
      return validate(inputGuard, text, 'request', deadline);
    },
    checkAnswer:
      outputGuard === '' ? null : (text, deadline) => validate(outputGuard, text, 'answer', deadline),
    holdsStreams: holdStreams && outputGuard !== '',
  };
}

const NOTHING_VALIDATED: Verdict = { score: null, findings: [], isHit: false, reason: 'nothing to validate' };

/** One request to the server for all that users and tools said: what the application itself wrote is not in question. */
function fromOutside(texts: readonly GuardText[]): string {
  return texts
    .filter(({ role, text }) => (role === 'user' || role === 'tool') && text !== '')
    .map(({ text }) => text)
    .join('\n\n');
}

/** A text that the server mended is valid for it, but it is not the one that was sent: that is a hit too. */
function toVerdict({ passed, replacement, failures }: GuardrailsAiVerdict, place: string): Verdict {
  const isHit = !passed || replacement !== null;
  if (!isHit) return { score: null, findings: [], isHit, reason: 'valid' };
  const findings = failures.map(({ validator, places }) => ({
    kind: validator,
    score: 1,
    count: places,
    place,
  }));
  const names = failures.length === 0 ? 'validation' : failures.map(({ validator }) => validator).join(', ');
  return {
    score: null,
    findings,
    isHit,
    reason: `${names} failed${passed ? '; the server would mend it' : ''}`,
  };
}

function failed(reason: string): SignalboxError {
  return new SignalboxError('GUARD_FAILED', { guard: 'guardrails_ai', reason });
}
