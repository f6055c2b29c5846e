import { z } from 'zod';

/** What the page of a run shows, in its URL. */
export const loadRunSearchSchema = z.object({
  /** The run that it is compared with. */
  base: z.string().max(100).optional().catch(undefined),
});
