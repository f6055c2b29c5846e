import { z } from 'zod';
import { colourBySchema, groupingSchema } from '../../ui/waterfall/waterfall-settings.ts';

/** What of the opened trace is selected, and how it is looked at, in the URL. */
export const traceDetailSearchSchema = z.object({
  span: z.string().optional().catch(undefined),
  /** The logs of the trace are open below its spans. */
  logs: z.boolean().optional().catch(undefined),
  colour: colourBySchema.optional().catch(undefined),
  /** Which siblings alike are one row. */
  group: groupingSchema.optional().catch(undefined),
  /** Only model calls. */
  calls: z.boolean().optional().catch(undefined),
  /** The critical path is shown. */
  critical: z.boolean().optional().catch(undefined),
});
