import type { FastifySchemaValidationError } from 'fastify/types/schema.js';
import type { z } from 'zod';

type Issue = Pick<z.core.$ZodIssue, 'path' | 'message'> & { readonly errors?: readonly Issue[][] };

/** What is wrong with a body or a query, with the place of each: `/rules/0/name Too small`. */
export function validationReason(errors: readonly FastifySchemaValidationError[]): string {
  return errors
    .flatMap(({ instancePath, message = '', params }) => {
      const path = instancePath.split('/').filter((part) => part !== '');
      return leaves({ path, message, ...params });
    })
    .map(({ path, message }) => `/${path.join('/')} ${message}`.trim())
    .join('; ');
}

/** Of the forms that a value may have, the one that was meant: where reading it came furthest. */
function leaves({ path, message, errors }: Issue): Pick<Issue, 'path' | 'message'>[] {
  const forms = errors?.map((form) =>
    form.flatMap((issue) => leaves({ ...issue, path: [...path, ...issue.path] })),
  );
  const [meant] = (forms ?? []).toSorted((a, b) => depth(b) - depth(a));
  return meant === undefined || meant.length === 0 ? [{ path, message }] : meant;
}

function depth(issues: readonly Pick<Issue, 'path'>[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}
