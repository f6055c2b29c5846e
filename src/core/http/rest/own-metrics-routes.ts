import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Instruments } from '../../metrics/instruments/index.ts';
import { failures } from './problem.ts';

const metricsSchema = z
  .object({
    at: z.iso.datetime(),
    metrics: z.array(
      z.object({
        name: z.string(),
        type: z.enum(['counter', 'gauge', 'histogram']),
        help: z.string(),
        samples: z.array(
          z.object({
            name: z.string(),
            labels: z.record(z.string(), z.string()),
            /** Null: it is not a finite number. */
            value: z.number().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'OwnMetrics' });

/** `/monitoring/metrics`, under `/api`: what `/metrics` says, as JSON. */
export function ownMetricsRoutes({
  instruments,
}: {
  instruments: Pick<Instruments, 'collect'>;
}): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/monitoring/metrics',
      {
        schema: {
          summary: 'The metrics of the engine at this moment',
          tags: ['monitoring'],
          response: { 200: metricsSchema, ...failures },
        },
      },
      async () => ({ at: new Date().toISOString(), metrics: await snapshot(instruments) }),
    );
    done();
  };
}

async function snapshot(instruments: Pick<Instruments, 'collect'>) {
  const families = await instruments.collect();
  return families.map(({ definition: { name, type, help }, samples }) => ({
    name,
    type,
    help,
    samples: samples.map((sample) => ({
      name: sample.name,
      labels: { ...sample.labels },
      value: Number.isFinite(sample.value) ? sample.value : null,
    })),
  }));
}
