import { MAX_TENANT_NAME } from '../../shared/api-key.ts';
import type { Caller, TenantScope } from '../../shared/caller.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { RequestHeaders } from './credentials.ts';

const HEADERS = {
  org: 'x-signalbox-org',
  workspace: 'x-signalbox-workspace',
  user: 'x-signalbox-user',
} as const satisfies Record<keyof TenantScope, string>;
const LEVELS = ['org', 'workspace', 'user'] as const;

/**
 * The caller as its headers narrow it: what the key leaves open they may name, what it says they may only repeat.
 * @throws SignalboxError KEY_SCOPE, BODY_INVALID
 */
export function narrow(caller: Caller, headers: RequestHeaders): Caller {
  let narrowed = caller;
  for (const level of LEVELS) {
    const named = nameIn(headers, HEADERS[level]);
    if (named === null || named === narrowed[level]) continue;
    if (caller[level] !== null) {
      const reason = `${HEADERS[level]} names another ${level} than the key's.`;
      throw new SignalboxError('KEY_SCOPE', { name: caller.keyName ?? '', reason });
    }
    narrowed = { ...narrowed, [level]: named };
  }
  return narrowed;
}

function nameIn(headers: RequestHeaders, header: string): string | null {
  const value = headers[header];
  const name = (Array.isArray(value) ? value[0] : value)?.trim() ?? '';
  if (name === '') return null;
  if (name.length <= MAX_TENANT_NAME) return name;
  throw new SignalboxError('BODY_INVALID', {
    reason: `${header} is longer than ${MAX_TENANT_NAME} characters.`,
  });
}
