import { RE2JS } from 're2js';
import type { Field, FieldOverride } from '../../../../../shared/dashboard/index.ts';

/** How a series is written and drawn: the panel's field with the overrides that match it, later ones first. */
export function resolveField(
  field: Field,
  overrides: readonly FieldOverride[],
  series: { readonly name: string; readonly ref: string },
): Field {
  return overrides.reduce<Field>(
    (resolved, override) =>
      matches(override.match, series) ? { ...resolved, ...definedOf(override.field) } : resolved,
    field,
  );
}

function matches(match: FieldOverride['match'], { name, ref }: { name: string; ref: string }): boolean {
  switch (match.by) {
    case 'name':
      return match.name === name;
    case 'query':
      return match.ref === ref;
    case 'pattern':
      return compiled(match.pattern)?.matcher(name).find() ?? false;
  }
}

const MOST_COMPILED = 200;
const patterns = new Map<string, RE2JS | null>();

/** As Grafana writes them, `/pattern/i`, or bare; null for one that is none. In time proportional to the name. */
function compiled(pattern: string): RE2JS | null {
  const known = patterns.get(pattern);
  if (known !== undefined) return known;
  if (patterns.size >= MOST_COMPILED) patterns.clear();
  const [, body = pattern, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
  let regex: RE2JS | null;
  try {
    regex = RE2JS.compile(body, flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0);
  } catch {
    // While it is written it may be no pattern: it matches nothing then.
    regex = null;
  }
  patterns.set(pattern, regex);
  return regex;
}

function definedOf(field: FieldOverride['field']): Partial<Field> {
  return Object.fromEntries(Object.entries(field).filter(([, value]) => value !== undefined));
}
