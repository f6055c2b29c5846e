import { SignalboxError } from '../../shared/errors.ts';
import type {
  AllGuardSettings,
  GuardName,
  GuardOutcome,
  GuardRun,
  TriedGuards,
  TryGuards,
} from '../../shared/guard/index.ts';
import { loadTokenizer } from '../tokens/index.ts';
import { compileGuard, type GuardServices } from './compile-guard.ts';
import type { GuardedCall, Guardrails } from './guard.ts';
import { GuardedAnswer } from './answer-watch.ts';
import { createRedaction } from './redaction.ts';
import { joinMatchers } from './text-matcher.ts';
import { GUARD_ORDER } from './guard-order.ts';

const EFFECTS: readonly TriedGuards['outcome'][] = ['pass', 'flag', 'warn', 'redact', 'block'];
const REDACTABLE: readonly GuardName[] = ['pii', 'secrets', 'words'];

/** Tries a text as the only one of a request, or as an answer. */
export async function tryGuards(
  settings: AllGuardSettings,
  guardrails: Guardrails,
  services: GuardServices,
  { text, direction, role, guards }: TryGuards,
): Promise<TriedGuards> {
  const names = guards ?? GUARD_ORDER;
  const call = callOf(text, role);
  const runs =
    direction === 'input'
      ? ((await guardrails.checkInput(call, names))?.runs ?? [])
      : await tryAnswer(settings, services, call, names);
  const enforced = runs.filter(
    ({ guard }) => settings[guard].enabled && settings[guard].directions[direction],
  );
  const strongest = Math.max(0, ...enforced.map(({ outcome }) => EFFECTS.indexOf(effectOf(outcome))));
  const matchers = REDACTABLE.flatMap((name) => {
    const { matcher } = compileGuard(settings[name], services);
    return matcher === null ? [] : [matcher];
  });
  return {
    runs: [...runs],
    outcome: EFFECTS[strongest] ?? 'pass',
    redacted: createRedaction(joinMatchers(matchers)).redact(text),
  };
}

/** Each guard by itself: one that blocks would end the work of the others. */
async function tryAnswer(
  settings: AllGuardSettings,
  services: GuardServices,
  call: GuardedCall,
  names: readonly GuardName[],
): Promise<GuardRun[]> {
  const runs: GuardRun[] = [];
  for (const name of names) {
    const guard = compileGuard(settings[name], services);
    if (guard.matcher === null && guard.checkAnswer === null) continue;
    const watch = new GuardedAnswer([guard], call.signal, []);
    try {
      watch.push('answer', call.texts[0]?.text ?? '');
      await watch.finish('answer');
    } catch (error) {
      // That it blocks is in its run.
      if (!(error instanceof SignalboxError)) throw error;
    }
    runs.push(...watch.runs());
  }
  return runs;
}

function effectOf(outcome: GuardOutcome): TriedGuards['outcome'] {
  if (outcome === 'failed_closed') return 'block';
  return outcome === 'failed_open' ? 'flag' : outcome;
}

function callOf(text: string, role: TryGuards['role']): GuardedCall {
  return {
    scope: { org: null, workspace: null, user: null },
    model: '',
    texts: [{ text, role, place: 'text' }],
    messages: 1,
    tools: 0,
    attachments: 0,
    tokens: async () => (await loadTokenizer())(text),
    costNanos: () => 0n,
    signal: new AbortController().signal,
  };
}
