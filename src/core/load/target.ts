import { SignalboxError } from '../../shared/errors.ts';
import { hostOf, isLoopbackUrl, type LoadPlan } from '../../shared/load/index.ts';

/** Where the calls of a plan go, and what each of them brings. */
export interface ResolvedTarget {
  /** Without a path: those are the requests'. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The address of a plan's target. One that is not on this machine is called only when the plan repeats its host.
 * @param gatewayUrl of this deployment
 * @throws SignalboxError LOAD_HOST_NOT_CONFIRMED, LOAD_PLAN_INVALID for one that says more than where the server is
 */
export function resolveTarget({ target, confirmedHost }: LoadPlan, gatewayUrl: string): ResolvedTarget {
  const url = target.kind === 'gateway' ? (target.url ?? gatewayUrl) : target.url;
  const ownGateway = target.kind === 'gateway' && target.url === null;
  if (!ownGateway && !isLoopbackUrl(url) && confirmedHost !== hostOf(url))
    throw new SignalboxError('LOAD_HOST_NOT_CONFIRMED', { host: hostOf(url) });
  const { origin, username, password, pathname, search } = new URL(url);
  // Calls would go elsewhere than it says, or without what it says.
  if (`${username}${password}${search}` !== '' || pathname !== '/')
    throw new SignalboxError('LOAD_PLAN_INVALID', {
      reason: `the target is an address without path, query and user name, such as ${origin}; paths are the requests'`,
    });
  return { url: origin, headers: target.kind === 'url' ? target.headers : {} };
}

/** By this name the gateway records the calls of a run as one session. */
export function sessionOf(runId: string): string {
  return `load-${runId}`;
}

/** What marks the calls of a run where they are recorded. */
export function gatewayHeaders(runId: string, key: string | null): Record<string, string> {
  return {
    'x-signalbox-session': sessionOf(runId),
    'x-signalbox-service': 'load test',
    ...(key === null ? {} : { authorization: `Bearer ${key}` }),
  };
}
