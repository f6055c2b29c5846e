import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  addPromptEntriesSchema,
  curatedListSchema,
  likeAnswerSchema,
  likeQuestionSchema,
  promptEntrySchema,
  similaritySettingsSchema,
} from '../../../shared/similarity.ts';
import type { ConsoleServices } from '../console/services.ts';
import { failures, problemSchema } from './problem.ts';
import { removeRoute } from './remove-route.ts';

const tags = ['similarity'];
const entries = z.object({ entries: z.array(promptEntrySchema) });

/** `/similarity`: how prompts are compared, and which are alike. */
export function similarityRoutes({
  similarity,
}: Pick<ConsoleServices, 'similarity'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/similarity/settings',
      {
        schema: {
          summary: 'Thresholds and actions of prompt similarity',
          tags,
          response: { 200: similaritySettingsSchema, ...failures },
        },
      },
      () => similarity.settings(),
    );

    app.put(
      '/similarity/settings',
      {
        schema: {
          summary: 'Replace the thresholds and actions; what is left out gets its default',
          tags,
          body: similaritySettingsSchema,
          response: { 200: similaritySettingsSchema, ...failures },
        },
      },
      ({ body, actor }) => similarity.saveSettings(body, actor),
    );

    app.post(
      '/similarity/like',
      {
        schema: {
          summary: 'Recorded prompts that are like the prompt of a span, or like a text',
          tags,
          body: likeQuestionSchema,
          response: { 200: likeAnswerSchema, ...failures },
        },
      },
      ({ body }) => similarity.like(body),
    );

    done();
  };
}

/** `/similarity/entries`: known bad and known good prompts. */
export function promptEntryRoutes({
  similarity,
}: Pick<ConsoleServices, 'similarity'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    app.get(
      '/similarity/entries',
      {
        schema: {
          summary: 'Known bad and known good prompts',
          tags,
          querystring: z.object({ list: curatedListSchema.optional() }),
          response: { 200: entries, ...failures },
        },
      },
      ({ query: { list } }) => ({
        entries: similarity.entries().filter((entry) => list === undefined || entry.list === list),
      }),
    );

    app.post(
      '/similarity/entries',
      {
        schema: {
          summary: 'Add prompts to a list; answers those that it lacked',
          tags,
          body: addPromptEntriesSchema,
          response: { 201: entries, ...failures, 422: problemSchema },
        },
      },
      async ({ body, actor }, reply) =>
        reply.status(201).send({ entries: await similarity.addEntries(body, actor) }),
    );

    removeRoute(
      app,
      '/similarity/entries/:id',
      { summary: 'Remove a prompt from its list', tags },
      (id, actor) => similarity.removeEntry(id, actor),
    );

    done();
  };
}
