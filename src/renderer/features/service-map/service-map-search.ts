import { z } from 'zod';

/** What the map is of and how it is looked at, in the URL. */
export const serviceMapSearchSchema = z.object({
  /** A filter in the language of the list of traces. */
  q: z.string().max(4000).optional().catch(undefined),
  show: z.enum(['table']).optional().catch(undefined),
});
