import type { AllGuardSettings } from '../../shared/guard/index.ts';
import { GuardedAnswer } from './answer-watch.ts';
import { GUARD_ORDER } from './guard-order.ts';
import { compileGuard, type GuardServices } from './compile-guard.ts';
import type { CompiledGuard } from './compiled-guard.ts';
import type { GuardedCall, Guardrails, InputReport } from './guard.ts';
import { piiMatcher } from './pii/index.ts';
import { createRedaction } from './redaction.ts';
import { runGuard, whenAll, type Ran } from './run-guard.ts';
import { secretsMatcher } from './secrets/index.ts';
import { joinMatchers, narrowMatcher, type TextMatcher } from './text-matcher.ts';

const everything = joinMatchers([piiMatcher, secretsMatcher]);

/**
 * The guards as their settings make them. All of them see the original texts; the strongest action wins (block over redact
 * over warn over flag); what several redact is replaced together. See docs/adr/0017-guards.md.
 */
export function createGuardrails(settings: AllGuardSettings, services: GuardServices): Guardrails {
  const guards = GUARD_ORDER.map((name) => compileGuard(settings[name], services));
  const onInput = guards.filter((guard) => guard.settings.enabled && guard.settings.directions.input);
  const onOutput = guards.filter((guard) => guard.settings.enabled && watchesAnswers(guard));
  return {
    checkInput(call, only) {
      const wanted =
        only === undefined ? onInput : guards.filter(({ settings: { guard } }) => only.includes(guard));
      const running = allowed(wanted, call);
      return running.length === 0 ? null : checkInput(call, running);
    },
    watchAnswer(call, required, redactions = []) {
      const also = guards.filter(
        (guard) =>
          required.includes(guard.settings.guard) && !onOutput.includes(guard) && watchesAnswers(guard),
      );
      const watching = allowed(also.length === 0 ? onOutput : [...onOutput, ...also], call);
      return watching.length === 0 ? null : new GuardedAnswer(watching, call.signal, redactions);
    },
    redaction(kinds) {
      const wanted = new Set(kinds);
      return createRedaction(
        wanted.size === 0 ? everything : narrowMatcher(everything, ({ kind }) => wanted.has(kind)),
      );
    },
  };
}

/** Without those whose feature flag is off for the call. */
function allowed(guards: readonly CompiledGuard[], { isOff }: GuardedCall): readonly CompiledGuard[] {
  return isOff === undefined ? guards : guards.filter(({ settings: { guard } }) => !isOff(guard));
}

function watchesAnswers({ settings, matcher, checkAnswer }: CompiledGuard): boolean {
  return settings.directions.output && (matcher !== null || checkAnswer !== null);
}

function checkInput(call: GuardedCall, guards: readonly CompiledGuard[]): InputReport | Promise<InputReport> {
  const ran = guards.map((guard) =>
    runGuard(guard, 'input', call.signal, (deadline) => guard.checkCall(call, deadline)),
  );
  return whenAll(ran, combine);
}

/** One report of all runs. */
function combine(all: readonly Ran[]): InputReport {
  const blocking = all.find(({ run }) => run.outcome === 'block' || run.outcome === 'failed_closed');
  const redacting = all.flatMap(({ guard: { matcher }, run }): TextMatcher[] =>
    run.outcome === 'redact' && matcher !== null ? [matcher] : [],
  );
  const refusals = all.flatMap(({ verdict }) =>
    verdict?.refuseTarget === undefined || verdict.refuseTarget === null ? [] : [verdict.refuseTarget],
  );
  return {
    runs: all.map(({ run }) => run),
    block: blocking === undefined ? null : { guard: blocking.run.guard, reason: blocking.run.reason },
    warnings: all
      .filter(({ run }) => run.outcome === 'warn')
      .map(({ run }) => `guard ${run.guard}: ${run.reason}`),
    redaction: redacting.length === 0 ? null : createRedaction(joinMatchers(redacting)),
    refuseTarget:
      refusals.length === 0
        ? null
        : (target) => refusals.map((refuse) => refuse(target)).find((reason) => reason !== null) ?? null,
  };
}
