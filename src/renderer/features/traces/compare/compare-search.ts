import { z } from 'zod';
import { traceIdSchema } from '../../../../shared/trace.ts';

const traceId = traceIdSchema.optional().catch(undefined);

/** What the comparison shows, in the URL. */
export const compareSearchSchema = z.object({
  /** What is compared with: the trace from before. */
  a: traceId,
  b: traceId,
  /** Only places that differ. */
  only: z.boolean().optional().catch(undefined),
});
