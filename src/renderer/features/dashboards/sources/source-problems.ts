import { newMetricSourceSchema, type NewMetricSource } from '../../../../shared/metrics.ts';

export interface TypedSource {
  readonly name: string;
  readonly url: string;
  readonly token: string;
}

/** What was typed as a source, or what is wrong with it by field. */
export function readSource({
  name,
  url,
  token,
}: TypedSource):
  | { readonly source: NewMetricSource; readonly problems: Readonly<Record<string, never>> }
  | { readonly source: null; readonly problems: { readonly name?: string; readonly url?: string } } {
  const read = newMetricSourceSchema.safeParse({
    name: name.trim(),
    url: url.trim(),
    ...(token === '' ? {} : { bearerToken: token }),
  });
  if (read.success) return { source: read.data, problems: {} };
  const isWrong = (field: string) => read.error.issues.some(({ path }) => path[0] === field);
  return {
    source: null,
    problems: {
      ...(isWrong('name') && { name: 'Lower-case letters, digits, - and _; not "local".' }),
      ...(isWrong('url') && { url: 'An address that begins with http:// or https://.' }),
    },
  };
}
