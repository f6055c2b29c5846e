import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  guardDirectionSchema,
  guardFiguresSchema,
  guardNameSchema,
  guardScoresSchema,
} from '../../../shared/guard/index.ts';
import { policyShadowSchema } from '../../../shared/policy-shadow.ts';
import type { ConsoleServices } from '../console/services.ts';
import { hangUpSignal } from './hang-up.ts';
import { failures } from './problem.ts';

const DAY_MS = 86_400_000;
const rangeSchema = z.object({
  from: z.iso.datetime({ offset: true }).optional().describe('the beginning; a day before `to` unless said'),
  to: z.iso.datetime({ offset: true }).optional().describe('the end; now unless said'),
});

/** What guards and policies in shadow did: `/guards/figures`, `/guards/:name/scores`, `/policies/:id/shadow`. */
export function verdictRoutes({ telemetry }: Pick<ConsoleServices, 'telemetry'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/guards/figures',
      {
        schema: {
          summary: 'What each guard did in a time range: runs, hits, refusals, failures, microseconds',
          tags: ['guards'],
          querystring: rangeSchema.extend({ buckets: z.coerce.number().int().min(1).max(200).default(24) }),
          response: { 200: guardFiguresSchema, ...failures },
        },
      },
      ({ query: { buckets, ...range } }) => telemetry.queries.guardFigures({ ...rangeOf(range), buckets }),
    );
    app.get(
      '/guards/:name/scores',
      {
        schema: {
          summary: 'The scores that a guard gave in a time range, as a histogram of 100 bins',
          tags: ['guards'],
          params: z.object({ name: guardNameSchema }),
          querystring: rangeSchema.extend({ direction: guardDirectionSchema.optional() }),
          response: { 200: guardScoresSchema, ...failures },
        },
      },
      ({ params: { name }, query: { direction, ...range } }) =>
        telemetry.queries.guardScores({ guard: name, direction: direction ?? null, ...rangeOf(range) }),
    );
    app.get(
      '/policies/:id/shadow',
      {
        schema: {
          summary: 'What a set in shadow would have done in a time range, beside what was enforced',
          tags: ['policies'],
          params: z.object({ id: z.string().max(100) }),
          querystring: rangeSchema.extend({
            limit: z.coerce.number().int().min(1).max(200).default(50),
            cursor: z.string().max(100).optional(),
          }),
          response: { 200: policyShadowSchema, ...failures },
        },
      },
      ({ params: { id }, query: { limit, cursor, ...range } }, reply) =>
        telemetry.queries.policyShadow(
          { setId: id, limit, cursor: cursor ?? null, ...rangeOf(range) },
          { signal: hangUpSignal(reply) },
        ),
    );
    done();
  };
}

function rangeOf({ from, to }: z.infer<typeof rangeSchema>): { from: string; to: string } {
  const end = to ?? new Date().toISOString();
  return { from: from ?? new Date(Date.parse(end) - DAY_MS).toISOString(), to: end };
}
