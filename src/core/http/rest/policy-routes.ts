import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  evaluatePoliciesSchema,
  policyContentSchema,
  policyEvaluationSchema,
  policySetSchema,
  policyVersionSchema,
  savePolicySchema,
} from '../../../shared/policy/index.ts';
import type { ConsoleServices } from '../console/services.ts';
import { fileAnswer } from './file-answer.ts';
import { conflicts, failures, refusals } from './problem.ts';
import { removeRoute } from './remove-route.ts';
import { takeYaml, YAML_TYPE } from './yaml-files.ts';

/** As much as any other body may have. */
const MAX_YAML_BYTES = 1024 * 1024;
const tags = ['policies'];
const params = z.object({ id: z.string().max(100) });
const version = z.coerce.number().int().positive();

/** `/policies`: the policy sets with their versions, and what they would decide. */
export function policyRoutes({ policies }: Pick<ConsoleServices, 'policies'>): FastifyPluginCallbackZod {
  return (app, options, done) => {
    app.get(
      '/policies',
      {
        schema: {
          summary: 'The policy sets, the oldest first: the latest version of each, and the one in force',
          tags,
          response: { 200: z.object({ policies: z.array(policySetSchema) }), ...failures },
        },
      },
      () => ({ policies: [...policies.list()] }),
    );
    app.post(
      '/policies',
      {
        schema: {
          summary: 'Make a policy set; it does nothing until it is published',
          tags,
          body: policyContentSchema,
          response: { 201: policySetSchema, ...refusals },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await policies.create(body, actor)),
    );
    app.get(
      '/policies/:id',
      { schema: { summary: 'A policy set', tags, params, response: { 200: policySetSchema, ...failures } } },
      ({ params: { id } }) => policies.get(id),
    );
    app.put(
      '/policies/:id',
      {
        schema: {
          summary:
            'Save a version after `baseVersion`; refused (409) when that is no longer the latest. What is in force stays in force',
          tags,
          params,
          body: savePolicySchema,
          response: { 200: policySetSchema, ...conflicts },
        },
      },
      ({ params: { id }, body, actor }) => policies.save(id, body, actor),
    );
    removeRoute(
      app,
      '/policies/:id',
      { summary: 'Remove a policy set with all its versions', tags },
      (id, actor) => policies.remove(id, actor),
    );
    publishing({ policies })(app, options, done);
  };
}

/** Versions, what is in force, and evaluation. */
function publishing({ policies }: Pick<ConsoleServices, 'policies'>): FastifyPluginCallbackZod {
  return (app, options, done) => {
    app.get(
      '/policies/:id/versions',
      {
        schema: {
          summary: 'The versions of a policy set, newest first',
          tags,
          params,
          response: { 200: z.object({ versions: z.array(policyVersionSchema) }), ...failures },
        },
      },
      async ({ params: { id } }) => ({ versions: await policies.versions(id) }),
    );
    app.post(
      '/policies/:id/publish',
      {
        schema: {
          summary: 'Put a version in force, a newer or an older one; it holds for the next call',
          tags,
          params,
          body: z.strictObject({ version }),
          response: { 200: policySetSchema, ...failures },
        },
      },
      ({ params: { id }, body, actor }) => policies.publish(id, body.version, actor),
    );
    app.delete(
      '/policies/:id/publish',
      {
        schema: {
          summary: 'Take a policy set out of force',
          tags,
          params,
          response: { 200: policySetSchema, ...failures },
        },
      },
      ({ params: { id }, actor }) => policies.unpublish(id, actor),
    );
    app.post(
      '/policies/evaluate',
      {
        schema: {
          summary:
            'What drafts, or the published sets, would decide about exchanges, recorded or made up: rule by rule, with the reason and microseconds',
          tags,
          body: evaluatePoliciesSchema,
          response: { 200: z.object({ evaluations: z.array(policyEvaluationSchema) }), ...refusals },
        },
      },
      async ({ body }) => ({ evaluations: await policies.evaluate(body) }),
    );
    yaml({ policies })(app, options, done);
  };
}

/** Policy sets as YAML files. */
function yaml({ policies }: Pick<ConsoleServices, 'policies'>): FastifyPluginCallbackZod {
  return (app, _options, done) => {
    takeYaml(app, MAX_YAML_BYTES);
    app.get(
      '/policies/:id/yaml',
      {
        schema: {
          summary: 'A policy set as a YAML file: the latest version, or the one that is named',
          tags,
          params,
          querystring: z.object({ version: version.optional() }),
          response: { 200: fileAnswer('application/yaml'), ...failures },
        },
      },
      async ({ params: { id }, query }, reply) =>
        reply.type(YAML_TYPE).send(await policies.exportYaml(id, query.version)),
    );
    app.post(
      '/policies/import',
      {
        schema: {
          summary: 'Make a policy set of a YAML file (Content-Type: application/yaml)',
          tags,
          consumes: ['application/yaml'],
          body: z.string(),
          response: { 201: policySetSchema, ...refusals },
        },
      },
      async ({ body, actor }, reply) => reply.status(201).send(await policies.importYaml(body, actor)),
    );
    done();
  };
}
