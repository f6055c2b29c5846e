import type { PolicyScope } from '../../../shared/policy/index.ts';

/** Which calls a set is for: "every call", "org acme, user ana". */
export function scopeText({ org, workspace, user }: PolicyScope): string {
  const names = [
    org !== null && `org ${org}`,
    workspace !== null && `workspace ${workspace}`,
    user !== null && `user ${user}`,
  ].filter((name) => name !== false);
  return names.length === 0 ? 'every call' : names.join(', ');
}
