import { z } from 'zod';
import { costDimensionSchema, type CostDimension } from '../../../shared/costs.ts';

export const costsSearchSchema = z.object({
  by: costDimensionSchema.optional().catch(undefined),
});

export const DEFAULT_DIMENSION: CostDimension = 'model';

/** What each dimension is called where it is chosen, and in the table. */
export const DIMENSION_LABELS: Readonly<Record<CostDimension, string>> = {
  model: 'Model',
  provider: 'Provider',
  service: 'Service',
  user: 'User',
  key: 'API key',
  workspace: 'Workspace',
  org: 'Org',
  agent: 'Agent',
  route: 'Route',
};

/** Of these, calls that did not go through the gateway are not known. */
export function isGatewayOnly(by: CostDimension): boolean {
  return by !== 'model' && by !== 'provider' && by !== 'service';
}
