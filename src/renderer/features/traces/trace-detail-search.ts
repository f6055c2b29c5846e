import { z } from 'zod';

/** What of the opened trace is selected, in the URL. */
export const traceDetailSearchSchema = z.object({
  span: z.string().optional().catch(undefined),
});
