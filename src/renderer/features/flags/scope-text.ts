import type { FlagScope } from '../../../shared/flag.ts';

/** Which calls a scope means, as people say it: "org acme, model gpt-4o". */
export function scopeText(scope: FlagScope): string {
  const parts = (['org', 'workspace', 'user', 'model'] as const).flatMap((field) =>
    scope[field] === null ? [] : [`${field} ${scope[field]}`],
  );
  return parts.length === 0 ? 'every call' : parts.join(', ');
}

/** An override's value, or that there is none. */
export function valueText(value: boolean | null): string {
  if (value === null) return 'not set';
  return value ? 'on' : 'off';
}

export function isEveryCall({ org, workspace, user, model }: FlagScope): boolean {
  return org === null && workspace === null && user === null && model === null;
}
