import { FlagRegistry } from '../flags/index.ts';
import { AbuseDetector, GuardRegistry, GuardrailsAiClient } from '../guardrails/index.ts';
import { isLoopbackHost } from '../http/access.ts';
import { Limits } from '../limits/index.ts';
import { PolicyRegistry } from '../policy/index.ts';
import { AccessGate, KeyRegistry } from '../tenants/index.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Stores } from './open-stores.ts';

export async function openTenants(
  { config, log }: EngineOptions,
  { control, telemetry, token }: Stores & { token: string },
  onClose: OnClose,
) {
  const keys = await KeyRegistry.open({ store: control, log });
  onClose(() => keys.close());
  const canBeOpen = isLoopbackHost(config.host);
  const access = await AccessGate.open({ keys, store: control, token, canBeOpen });
  const flags = await FlagRegistry.open({ store: control, kind: canBeOpen ? 'sandbox' : 'deployment' });
  const limits = await Limits.open({ store: control, log, redisUrl: config.redisUrl ?? null });
  onClose(() => limits.close());
  const policies = await PolicyRegistry.open({ store: control, queries: telemetry.queries });
  const guardrailsAi = new GuardrailsAiClient();
  onClose(() => guardrailsAi.close());
  const abuse = new AbuseDetector((cause) => log.error('Texts cannot be judged for abuse.', { cause }));
  onClose(() => abuse.close());
  const guards = await GuardRegistry.open({ store: control, log, services: { guardrailsAi, abuse } });
  return { keys, access, flags, limits, policies, guards };
}
export type Tenants = Awaited<ReturnType<typeof openTenants>>;
