import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { useDeferredValue } from 'react';
import { useTRPC } from '../../../lib/engine-client.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import type { WaterfallModel } from '../../../ui/waterfall/index.ts';
import { SpanHeader } from './span-header.tsx';
import { spanTabs } from './span-tabs.tsx';
import styles from './span-panel.module.css';

interface SpanPanelProps {
  readonly model: WaterfallModel;
  readonly traceId: string;
  readonly spanId: string;
  /** The tab chosen last, which other spans show too where they have it. */
  readonly preferredTab: string | null;
  readonly onTab: (tab: string) => void;
}

/** Everything about the selected span. */
export function SpanPanel({ model, traceId, spanId, preferredTab, onTab }: SpanPanelProps) {
  const trpc = useTRPC();
  // Held-down arrow keys pass many spans; only the one that is reached is asked for.
  const asked = useDeferredValue(spanId);
  const query = useQuery(
    trpc.traces.span.queryOptions({ traceId, spanId: asked }, { placeholderData: keepPreviousData }),
  );
  const { data } = query;
  const tabs = data === undefined ? [] : spanTabs(data, model.outline.originUnixNano);
  const shown = tabs.find((tab) => tab.value === preferredTab) ?? tabs[0];
  const isOld = data !== undefined && data.span.spanId !== spanId;
  return (
    <section className={styles.panel} aria-label="Span" aria-busy={isOld || undefined}>
      <SpanHeader model={model} spanId={spanId} span={isOld ? undefined : data?.span} />
      {query.isError && (
        <ErrorState
          title="The span could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {!query.isError && data === undefined && <PanelSkeleton />}
      {!query.isError &&
        data !== undefined &&
        data.span.statusMessage !== '' &&
        data.span.status === 'error' && (
          <p className={styles.failure}>
            <CircleAlert size={14} aria-hidden />
            <span className={styles.failureText}>{data.span.statusMessage.slice(0, 2_000)}</span>
          </p>
        )}
      {!query.isError && shown !== undefined && (
        <Tabs label="Span" className={styles.tabs ?? ''} tabs={tabs} value={shown.value} onChange={onTab} />
      )}
    </section>
  );
}

function PanelSkeleton() {
  return (
    <div className={styles.skeleton}>
      {[60, 90, 75, 40, 85, 55].map((width, index) => (
        <Skeleton key={index} width={`${width}%`} />
      ))}
    </div>
  );
}
