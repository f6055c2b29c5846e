import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { priceInfoSchema } from '../../../shared/prices.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures } from './problem.ts';

/** A catalogue is some hundreds of kilobytes. */
const MAX_CATALOGUE_BYTES = 16 * 1024 * 1024;
const tags = ['costs'];

/** `/prices`: which prices the costs are computed from. */
export function priceRoutes({ prices }: ConsoleServices): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/prices',
      {
        schema: {
          summary: 'The price catalogue in force, and own prices over it',
          tags,
          response: { 200: priceInfoSchema, ...failures },
        },
      },
      () => prices.describe(),
    );

    app.put(
      '/prices/catalogue',
      {
        bodyLimit: MAX_CATALOGUE_BYTES,
        schema: {
          summary: 'Take a newer catalogue into use, in the form of resources/prices/catalogue.json',
          tags,
          body: z.record(z.string(), z.unknown()),
          response: { 200: priceInfoSchema, ...failures },
        },
      },
      ({ body, actor }) => prices.import(JSON.stringify(body), actor),
    );

    app.delete(
      '/prices/catalogue',
      {
        schema: {
          summary: 'Go back to the catalogue that was in force before the last import',
          tags,
          response: { 200: priceInfoSchema, ...failures },
        },
      },
      ({ actor }) => prices.back(actor),
    );

    done();
  };
}
