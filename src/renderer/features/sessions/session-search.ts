import { z } from 'zod';

/** Which turn of the opened session is in sight, in the URL. */
export const sessionSearchSchema = z.object({
  turn: z.string().optional().catch(undefined),
});
