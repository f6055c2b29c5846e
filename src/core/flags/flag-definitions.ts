import type { FlagName } from '../../shared/flag.ts';

export interface FlagDefinition {
  /** What is done while it is on. */
  readonly purpose: string;
  /** What this version lacks for it; null: it works. */
  readonly waitsFor: string | null;
  readonly inDeployment: boolean;
  /** The local sandbox exists to try what is built in. */
  readonly inSandbox: boolean;
}

const BUILT_IN = { inDeployment: false, inSandbox: true };
const OFF = { inDeployment: false, inSandbox: false };
const ON = { inDeployment: true, inSandbox: true };

/** Every feature flag. One that waits for its subject is listed and cannot be set: a switch that does nothing is a lie. */
export const FLAG_DEFINITIONS: Readonly<Record<FlagName, FlagDefinition>> = {
  track_model_costs: {
    purpose: 'Prices each call through the gateway and logs its cost. Budgets count nothing while it is off.',
    waitsFor: null,
    ...BUILT_IN,
  },
  enable_rate_limiting: {
    purpose: 'Holds calls to limits and budgets: those beyond them wait or are refused.',
    waitsFor: null,
    ...BUILT_IN,
  },
  enable_similarity_logging: {
    purpose: 'Compares each prompt with earlier ones and with known bad ones, and logs how alike they are.',
    waitsFor: null,
    ...BUILT_IN,
  },
  enable_policy_engine: {
    purpose: 'Applies the rules of the policy sets to each call.',
    waitsFor: null,
    ...BUILT_IN,
  },
  enable_guardrails_ai: {
    purpose: 'Has prompts and answers validated by a Guardrails AI server.',
    waitsFor: null,
    ...OFF,
  },
  enable_async_trace_export: {
    purpose: 'Hands traces to exporters in batches, beside the calls instead of within them.',
    waitsFor: 'trace exporters',
    ...ON,
  },
  enable_langfuse_export: {
    purpose: 'Sends traces, generations and scores to Langfuse.',
    waitsFor: 'the Langfuse exporter',
    ...OFF,
  },
  enable_archgw_routing: {
    purpose: 'Asks an Arch gateway which target a call should go to.',
    waitsFor: 'unified routing',
    ...OFF,
  },
  enable_stackstorm: {
    purpose: 'Talks to a StackStorm server at all; the three flags below need it.',
    waitsFor: 'the StackStorm client',
    ...OFF,
  },
  enable_stackstorm_retry: {
    purpose: 'Runs retries of model calls as a StackStorm workflow.',
    waitsFor: 'the StackStorm client',
    ...OFF,
  },
  enable_stackstorm_reroute: {
    purpose: 'Runs the rerouting of failing requests as a StackStorm workflow.',
    waitsFor: 'the StackStorm client',
    ...OFF,
  },
  enable_stackstorm_repair_execution: {
    purpose: 'Lets StackStorm carry out repair plans of self-healing.',
    waitsFor: 'self-healing',
    ...OFF,
  },
  enable_cron_backoff: {
    purpose: 'Delays scheduled jobs that keep failing, longer each time.',
    waitsFor: 'scheduled jobs',
    ...OFF,
  },
};
