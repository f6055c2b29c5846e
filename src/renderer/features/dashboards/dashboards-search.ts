import { z } from 'zod';

/** What the list of dashboards shows, in its URL. */
export const dashboardsSearchSchema = z.object({
  /** In titles, descriptions and tags. */
  q: z.string().max(200).optional().catch(undefined),
  tag: z.string().max(50).optional().catch(undefined),
});

/** What a dashboard shows, in its URL. */
export const dashboardSearchSchema = z.object({
  /** What is chosen of its variables, where it is not what they open with. */
  vars: z
    .record(z.string().max(60), z.array(z.string().max(500)).max(500))
    .optional()
    .catch(undefined),
  /** The panel that has the whole screen, of a repeated one the copy. */
  view: z.coerce.string().max(60).optional().catch(undefined),
  /** The panel that is being edited. */
  edit: z.coerce.number().int().positive().optional().catch(undefined),
  /** Without the frame of the console, for a screen on the wall. */
  kiosk: z.literal(true).optional().catch(undefined),
  /** Seconds between refreshes, where it is not the dashboard's own; 0: off. */
  refresh: z.coerce.number().int().min(0).max(300).optional().catch(undefined),
});
