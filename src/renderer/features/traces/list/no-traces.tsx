import { useQuery } from '@tanstack/react-query';
import { ListFilter, Play, Radio } from 'lucide-react';
import { useTRPC } from '../../../lib/engine-client.ts';
import { useWorkload } from '../../../lib/use-workload.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeSnippet } from '../../../ui/code-snippet.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Progress } from '../../../ui/progress.tsx';
import styles from './no-traces.module.css';

/** Nothing in this deployment: how the first call is made. */
export function NoTracesYet() {
  const trpc = useTRPC();
  const info = useQuery(trpc.deployment.info.queryOptions());
  const { state, start } = useWorkload();
  const isRunning = state?.state === 'running';
  return (
    <EmptyState
      icon={<Radio aria-hidden />}
      title="Waiting for the first call"
      actions={
        <Button variant="primary" icon={<Play aria-hidden />} busy={isRunning} onClick={start}>
          Run sample workload
        </Button>
      }
    >
      <p>Send a model call through the gateway, or point any OpenTelemetry exporter at the OTLP address.</p>
      {info.data !== undefined && (
        <div className={styles.snippets}>
          <CodeSnippet what="first call with curl" code={curl(info.data.gatewayUrl)} />
          <CodeSnippet what="OTLP address" code={`OTEL_EXPORTER_OTLP_ENDPOINT=${info.data.otlpUrl}`} />
        </div>
      )}
      {isRunning && (
        <Progress label="Sample workload" value={state.completed + state.failed} max={state.total} />
      )}
    </EmptyState>
  );
}

function curl(gatewayUrl: string): string {
  const body = '{"model":"gpt-4o-mini","messages":[{"role":"user","content":"Hello"}]}';
  return `curl ${gatewayUrl}/v1/chat/completions \\\n  -H 'content-type: application/json' \\\n  -d '${body}'`;
}

interface NoMatchProps {
  readonly hasFilters: boolean;
  readonly onClear: () => void;
  readonly onWiden: () => void;
}

/** There are traces, but none that match in this range. */
export function NoMatchingTraces({ hasFilters, onClear, onWiden }: NoMatchProps) {
  return (
    <EmptyState
      icon={<ListFilter aria-hidden />}
      title={hasFilters ? 'No trace matches these filters' : 'No traces in this time range'}
      actions={
        <>
          {hasFilters && (
            <Button size="small" onClick={onClear}>
              Clear filters
            </Button>
          )}
          <Button size="small" variant={hasFilters ? 'ghost' : 'secondary'} onClick={onWiden}>
            Show the last 7 days
          </Button>
        </>
      }
    >
      <p>{hasFilters ? 'Remove a filter or widen the time range.' : 'Choose a wider time range above.'}</p>
    </EmptyState>
  );
}
