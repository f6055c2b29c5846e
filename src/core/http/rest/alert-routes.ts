import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  alertEventSchema,
  groupContentSchema,
  groupStateSchema,
  historyQuestionSchema,
  importedRulesSchema,
  newSilenceSchema,
  previewRequestSchema,
  previewSchema,
  ruleGroupSchema,
  saveGroupSchema,
  silenceSchema,
} from '../../../shared/alert/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { fileAnswer } from './file-answer.ts';
import { conflicts, failures } from './problem.ts';
import { removeRoute } from './remove-route.ts';
import { takeYaml, YAML_TYPE } from './yaml-files.ts';

const MAX_YAML_BYTES = 4 * 1024 * 1024;
const tags = ['alerts'];
const params = z.object({ id: z.string().max(300) });
type Services = Pick<ConsoleServices, 'alerts'>;

/** `/alert-rules`: rule groups, as rules and as rule files of Prometheus. */
export function alertRuleRoutes({ alerts }: Services): FastifyPluginCallbackZod {
  return (app, options, done) => {
    const { rules } = alerts;
    app.get(
      '/alert-rules',
      {
        schema: {
          summary: 'The rule groups with the states of their rules and alerts',
          tags,
          response: { 200: z.object({ groups: z.array(groupStateSchema) }), ...failures },
        },
      },
      () => ({ groups: alerts.states() }),
    );
    app.post(
      '/alert-rules',
      {
        schema: {
          summary: 'Make a rule group; it is evaluated from its next interval on',
          tags,
          body: groupContentSchema,
          response: { 201: ruleGroupSchema, ...conflicts },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await rules.create(body, actor)),
    );
    app.get(
      '/alert-rules/:id',
      { schema: { summary: 'A rule group', tags, params, response: { 200: ruleGroupSchema, ...failures } } },
      ({ params: { id } }) => rules.get(id),
    );
    app.put(
      '/alert-rules/:id',
      {
        schema: {
          summary: 'Save a rule group; refused (409) when `baseVersion` is no longer the latest',
          tags,
          params,
          body: saveGroupSchema,
          response: { 200: ruleGroupSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => rules.save(id, body, actor),
    );
    removeRoute(
      app,
      '/alert-rules/:id',
      { summary: 'Remove a rule group; its alerts are resolved', tags, mayBeKept: true },
      (id, actor) => rules.remove(id, actor),
    );
    ruleActions({ alerts })(app, options, done);
  };
}

/** Copies, switches, previews, and rule files. */
function ruleActions({ alerts }: Services): FastifyPluginCallbackZod {
  return (app, options, done) => {
    const { rules } = alerts;
    app.post(
      '/alert-rules/:id/copy',
      {
        schema: {
          summary: 'Make a group of one’s own with the same rules',
          tags,
          params,
          response: { 201: ruleGroupSchema, ...conflicts },
        },
      },
      async ({ params: { id }, actor }, reply) => reply.status(201).send(await rules.copy(id, actor)),
    );
    app.post(
      '/alert-rules/:id/switch',
      {
        schema: {
          summary: 'Switch a rule off or on, by its key; its alerts are resolved',
          tags,
          params,
          body: z.strictObject({ rule: z.string().max(300), enabled: z.boolean() }),
          response: { 204: z.null(), ...failures },
        },
      },
      async ({ params: { id }, body, actor }, reply) => {
        await rules.setEnabled(id, body.rule, body.enabled, actor);
        return reply.status(204).send(null);
      },
    );
    app.post(
      '/alert-rules/preview',
      {
        schema: {
          summary: 'When a rule would have been pending and firing over a range',
          tags,
          body: previewRequestSchema,
          response: { 200: previewSchema, ...conflicts },
        },
      },
      ({ body }) => alerts.preview(body),
    );
    ruleFiles({ alerts })(app, options, done);
  };
}

function ruleFiles({ alerts }: Services): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    takeYaml(app, MAX_YAML_BYTES);
    app.get(
      '/alert-rules/export',
      {
        schema: {
          summary:
            'Groups as a rule file of Prometheus: those that `id` names, or all but the shipped ones and those of SLOs',
          tags,
          querystring: z.object({ id: z.union([z.string(), z.array(z.string())]).optional() }),
          response: { 200: fileAnswer('application/yaml'), ...failures },
        },
      },
      async ({ query: { id } }, reply) =>
        reply.type(YAML_TYPE).send(alerts.rules.exportYaml(id === undefined ? null : [id].flat())),
    );
    app.post(
      '/alert-rules/import',
      {
        schema: {
          summary:
            'Make groups of a rule file of Prometheus (Content-Type: application/yaml); says what was left out',
          tags,
          consumes: ['application/yaml'],
          body: z.string(),
          response: { 201: importedRulesSchema, ...conflicts },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await alerts.rules.importYaml(body, actor)),
    );
    done();
  };
}

/** `/alerts/silences` and `/alerts/history`. */
export function silenceRoutes({ alerts }: Services): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    const { silences } = alerts;
    app.get(
      '/alerts/silences',
      {
        schema: {
          summary: 'The silences, also those that ended in the last 30 days',
          tags,
          response: { 200: z.object({ silences: z.array(silenceSchema) }), ...failures },
        },
      },
      () => ({ silences: silences.list() }),
    );
    app.post(
      '/alerts/silences',
      {
        schema: {
          summary: 'Silence alerts: they go on firing, but nobody is told',
          tags,
          body: newSilenceSchema,
          response: { 201: silenceSchema, ...conflicts },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await silences.add(body, actor)),
    );
    app.put(
      '/alerts/silences/:id',
      {
        schema: {
          summary: 'Change a silence',
          tags,
          params,
          body: newSilenceSchema,
          response: { 200: silenceSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => silences.change(id, body, actor),
    );
    app.delete(
      '/alerts/silences/:id',
      {
        schema: { summary: 'End a silence now', tags, params, response: { 200: silenceSchema, ...failures } },
      },
      ({ params: { id }, actor }) => silences.end(id, actor),
    );
    app.get(
      '/alerts/history',
      {
        schema: {
          summary: 'Changes of alerts, newest first',
          tags,
          querystring: historyQuestionSchema.extend({
            limit: z.coerce.number().int().min(1).max(10_000).default(200),
          }),
          response: { 200: z.object({ events: z.array(alertEventSchema) }), ...failures },
        },
      },
      async ({ query }) => ({ events: await alerts.history(query) }),
    );
    done();
  };
}
