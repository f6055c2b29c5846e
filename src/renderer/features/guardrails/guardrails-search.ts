import { z } from 'zod';
import { guardNameSchema } from '../../../shared/guard/index.ts';

/** Which guard is opened. */
export const guardrailsSearchSchema = z.object({ guard: guardNameSchema.optional().catch(undefined) });
