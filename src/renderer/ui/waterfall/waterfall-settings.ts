import { z } from 'zod';

export const colourBySchema = z.enum(['service', 'kind', 'model']);
export type ColourBy = z.infer<typeof colourBySchema>;

/** Which siblings alike are shown as one row: many, all, or none. */
export const groupingSchema = z.enum(['many', 'all', 'none']);
export type Grouping = z.infer<typeof groupingSchema>;

/** How a trace is looked at, as far as a link to it should show the same. */
export interface WaterfallSettings {
  readonly colourBy: ColourBy;
  readonly grouping: Grouping;
  readonly onlyModelCalls: boolean;
  readonly showCriticalPath: boolean;
}

/** From so many siblings alike on, one row stands for them. */
export const LEAST_GROUPED: Record<Exclude<Grouping, 'none'>, number> = { many: 50, all: 3 };
