import { z } from 'zod';
import { HEALTH_COMPONENTS, healthRangeSchema } from '../../../shared/health/index.ts';

/** Which range of the history is shown, and which component or kept check is open. */
export const healthSearchSchema = z.object({
  history: healthRangeSchema.optional().catch(undefined),
  component: z.enum(HEALTH_COMPONENTS).optional().catch(undefined),
  record: z.number().int().optional().catch(undefined),
});
