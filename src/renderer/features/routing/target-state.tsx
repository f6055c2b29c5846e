import type { TargetHealth } from '../../../shared/route.ts';
import { useNow } from '../../lib/use-now.ts';
import { Badge } from '../../ui/badge.tsx';

const NOW_INTERVAL_MS = 1_000;

export interface TargetStateProps {
  /** Undefined until it was called. */
  readonly health: TargetHealth | undefined;
  readonly hasProvider: boolean;
}

/** How a target is, as its circuit breaker sees it. */
export function TargetState({ health, hasProvider }: TargetStateProps) {
  if (!hasProvider) return <Badge tone="error">no such provider</Badge>;
  if (health === undefined) return <Badge>not called yet</Badge>;
  const { state, probeAt, running, lastFailure } = health;
  if (state === 'closed') {
    return (
      <Badge tone="ok" {...(lastFailure === null ? {} : { title: `Last failure: ${lastFailure}` })}>
        {running === 0 ? 'available' : `available, ${running} under way`}
      </Badge>
    );
  }
  return state === 'open' ? <OpenState probeAt={probeAt} /> : <Badge tone="warning">trying again</Badge>;
}

function OpenState({ probeAt }: { readonly probeAt: string | null }) {
  const now = useNow(NOW_INTERVAL_MS);
  const seconds = probeAt === null ? 0 : Math.max(0, Math.ceil((Date.parse(probeAt) - now) / 1000));
  return (
    <Badge tone="error">
      {seconds === 0 ? 'broken, tried with the next call' : `broken, tried again in ${seconds} s`}
    </Badge>
  );
}
