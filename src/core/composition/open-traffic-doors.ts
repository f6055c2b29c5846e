import { RecentCalls } from '../health/index.ts';
import { startGatewayDoor } from '../http/gateway/index.ts';
import { openOtlpDoor } from '../http/otlp/otlp-door.ts';
import { RuleLimits } from '../limits/index.ts';
import { IdempotentAnswers, RecentOutcomes } from '../resilience/index.ts';
import { VERSION } from '../version.ts';
import { createSampleWorkload } from '../workload/index.ts';
import type { EngineOptions, OnClose } from './engine-options.ts';
import type { Providers } from './open-providers.ts';
import type { Stores } from './open-stores.ts';
import type { Tenants } from './open-tenants.ts';
import { spendSoFar } from './spend-so-far.ts';

/** Where applications come in. */
export async function openTrafficDoors(
  { config, log }: EngineOptions,
  {
    instruments,
    prices,
    telemetry,
    metrics,
    router,
    resilience,
    access,
    flags,
    limits,
    policies,
    guards,
    similarity,
    token,
  }: Stores & Providers & Tenants & { token: string },
  onClose: OnClose,
) {
  const { host, ports, recordContent } = config;
  const idempotentAnswers = new IdempotentAnswers();
  const outcomes = new RecentOutcomes();
  const recentCalls = new RecentCalls();
  const gateway = await startGatewayDoor({
    host,
    ...ports.gateway,
    access,
    exchange: {
      router,
      resilience,
      idempotentAnswers,
      prices,
      telemetry,
      instruments: {
        countError: (code) => instruments.countError(code),
        observeExchange: (figures) => {
          instruments.observeExchange(figures);
          recentCalls.add({ ...figures, overheadMs: figures.overheadMicros / 1000 });
        },
      },
      flags,
      limits,
      guardrails: guards,
      similarity,
      policies,
      ruleLimits: new RuleLimits(),
      spend: await spendSoFar(telemetry, log),
      outcomes,
      regionOf: (provider) => guards.regionOf(provider),
      log,
      settings: { recordContent },
      version: VERSION,
    },
    allowedOrigins: config.gatewayOrigins,
    limits: { maxBytes: config.gatewayBodyBytes },
  });
  onClose(() => gateway.close());
  const otlp = await openOtlpDoor({
    host,
    ...ports.otlp,
    telemetry,
    metrics,
    access,
    maxBodyBytes: config.otlpBodyBytes,
    allowedOrigins: config.otlpOrigins,
    instruments,
    log,
  });
  onClose(() => otlp.close());
  const workload = createSampleWorkload({
    gatewayUrl: () => gateway.url,
    otlpUrl: () => otlp.url,
    token,
    log,
  });
  onClose(() => workload.cancel());
  return { gateway, otlp, workload, idempotentAnswers, outcomes, recentCalls };
}
export type TrafficDoors = Awaited<ReturnType<typeof openTrafficDoors>>;
