import type { TargetHealth } from '../../../shared/route.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';

const NOW_INTERVAL_MS = 1_000;

/** How a target is, as its circuit breaker sees it. Nothing until it was called. */
export function TargetState({ health }: { readonly health: TargetHealth | undefined }) {
  if (health === undefined) return <Badge>not called yet</Badge>;
  const cause = health.lastFailure ?? '';
  if (health.state === 'open') return <OpenState probeAt={health.probeAt} cause={cause} />;
  if (health.state === 'half_open') {
    return (
      <Badge tone="warning" title={cause}>
        trying again
      </Badge>
    );
  }
  return (
    <Badge tone="ok" {...(cause === '' ? {} : { title: `Last failure: ${cause}` })}>
      {health.running === 0 ? 'available' : `available, ${health.running} under way`}
    </Badge>
  );
}

function OpenState({ probeAt, cause }: { readonly probeAt: string | null; readonly cause: string }) {
  const now = useNow(NOW_INTERVAL_MS);
  const seconds = probeAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(probeAt) - now) / 1000));
  return (
    <Badge tone="error" title={cause}>
      {seconds === 0 ? 'broken, tried with the next call' : `broken, tried again in ${seconds} s`}
    </Badge>
  );
}
