import type { FastifyInstance } from 'fastify';

/** Lets the calls of a plugin have YAML as their body, which they get as a text. */
export function takeYaml(app: Pick<FastifyInstance, 'addContentTypeParser'>, maxBytes: number): void {
  app.addContentTypeParser(
    ['application/yaml', 'application/x-yaml', 'text/yaml'],
    { parseAs: 'string', bodyLimit: maxBytes },
    (_request, body, parsed) => parsed(null, body),
  );
}

export const YAML_TYPE = 'application/yaml; charset=utf-8';
