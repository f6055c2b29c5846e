import type { HealthSources } from './health-sources.ts';
import type { Probe } from './probe.ts';
import { cacheProbes } from './probes/cache-probes.ts';
import { databaseProbes } from './probes/database-probes.ts';
import { integrationProbes } from './probes/integration-probes.ts';
import { monitoringProbes } from './probes/monitoring-probes.ts';
import { postgresProbes } from './probes/postgres-probes.ts';
import { providerProbes } from './probes/provider-probes.ts';
import { serviceProbes } from './probes/service-probes.ts';
import { systemProbes } from './probes/system-probes.ts';

export interface OpenedProbes {
  readonly probes: readonly Probe[];
  close(): Promise<void>;
}

/** The probes of all seven components. */
export function openProbes(sources: HealthSources): OpenedProbes {
  const system = systemProbes(sources.dataDir);
  const postgres = postgresProbes(sources.databaseUrl);
  return {
    probes: [
      ...system.probes,
      ...databaseProbes(sources),
      ...postgres.probes,
      ...providerProbes(sources.providers),
      ...cacheProbes(sources.caches),
      ...monitoringProbes(sources.monitoring),
      ...serviceProbes(sources.service),
      ...integrationProbes(sources.integration),
    ],
    close: () => {
      system.close();
      return postgres.close();
    },
  };
}
