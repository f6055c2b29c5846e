import type { DeploymentInfo, Protection } from '../shared/deployment.ts';
import type { PriceCatalogue } from './cost/price-catalogue.ts';
import { sqliteVersion } from './store/index.ts';
import type { Telemetry } from './telemetry/telemetry.ts';
import { VERSION } from './version.ts';

export interface DeploymentParts {
  startedAt: Date;
  dataDir: string;
  urls: Pick<DeploymentInfo, 'url' | 'gatewayUrl' | 'otlpUrl'>;
  protection: Protection;
  prices: Pick<PriceCatalogue, 'source' | 'date' | 'modelCount'>;
  retention: DeploymentInfo['retention'];
  telemetry: Pick<Telemetry, 'queries' | 'stats'>;
}

/** What Settings and diagnostics show of this engine. */
export async function describeDeployment(parts: DeploymentParts): Promise<DeploymentInfo> {
  const { startedAt, dataDir, urls, protection, prices, retention, telemetry } = parts;
  return {
    version: VERSION,
    nodeVersion: process.versions.node,
    sqliteVersion: sqliteVersion(),
    pid: process.pid,
    startedAt: startedAt.toISOString(),
    dataDir,
    ...urls,
    protection,
    prices: { source: prices.source, date: prices.date, models: prices.modelCount },
    retention,
    database: await telemetry.queries.size(),
    ingest: telemetry.stats(),
  };
}
