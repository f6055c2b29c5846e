import { z } from 'zod';

/** The schema of an answer that is a file, of one of these media types. */
export function fileAnswer(...mediaTypes: readonly [string, ...string[]]) {
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: z.string() }]));
  return { description: 'The file', content };
}
