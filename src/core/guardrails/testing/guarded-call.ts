import { DEFAULT_GUARD_SETTINGS, type AllGuardSettings } from '../../../shared/guard/index.ts';
import type { GuardServices } from '../compile-guard.ts';
import type { GuardedCall } from '../guard.ts';

/** A call with these user texts. */
export function callWith(texts: readonly string[], changes: Partial<GuardedCall> = {}): GuardedCall {
  return {
    scope: { org: 'acme', workspace: 'main', user: 'ana' },
    model: 'gpt-4o',
    texts: texts.map((text, index) => ({ text, role: 'user', place: `message ${String(index + 1)} (user)` })),
    messages: texts.length,
    tools: 0,
    attachments: 0,
    tokens: () => Promise.resolve(10),
    costNanos: () => 0n,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** All guards off and with time enough, but for these changes. */
export function settingsWith(changes: {
  [Name in keyof AllGuardSettings]?: Partial<AllGuardSettings[Name]>;
}): AllGuardSettings {
  const all: Record<string, unknown> = {};
  for (const [name, settings] of Object.entries(DEFAULT_GUARD_SETTINGS)) {
    const timeLimitMs = 60_000;
    all[name] = { ...settings, enabled: false, timeLimitMs, ...changes[name as keyof AllGuardSettings] };
  }
  return all as AllGuardSettings;
}

export const noServices: GuardServices = {
  guardrailsAi: { validate: () => Promise.reject(new Error('There is no server.')) },
};
