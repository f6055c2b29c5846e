import { CircleAlert } from 'lucide-react';
import { useDeferredValue } from 'react';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Tabs, type Tab } from '../../../ui/tabs.tsx';
import { SpanHeader } from './span-header.tsx';
import type { SpanPlace } from './span-place.ts';
import { useSpanSource } from './span-source.ts';
import { spanTabs } from './span-tabs.tsx';
import styles from './span-panel.module.css';

/** Characters of a status message that are shown; Raw JSON has the rest. */
const MESSAGE_SHOWN = 2_000;

export interface SpanViewProps {
  readonly place: SpanPlace;
  readonly traceId: string;
  /** The tab chosen last, which other spans show too where they have it. */
  readonly preferredTab: string | null;
  readonly onTab: (tab: string) => void;
  /** Tabs of what is not in the span itself. */
  readonly moreTabs?: readonly Tab<string>[];
}

/** Everything about the selected span, wherever its data come from. */
export function SpanView({ place, traceId, preferredTab, onTab, moreTabs = [] }: SpanViewProps) {
  const source = useSpanSource();
  // Held-down arrow keys pass many spans; only the one that is reached is asked for.
  const { spanId } = place.outline;
  const asked = useDeferredValue(spanId);
  const { data, error, retry } = source.useSpan(traceId, asked);
  const isOld = data !== undefined && data.span.spanId !== spanId;
  const tabs =
    data === undefined
      ? []
      : spanTabs(data, {
          originUnixNano: place.originUnixNano,
          // Of the span before this one, while this one comes.
          childSpans: isOld ? [] : place.childSpans,
          moreTabs,
        });
  const shown = tabs.find((tab) => tab.value === preferredTab) ?? tabs[0];
  const failure = data?.span.status === 'error' ? data.span.statusMessage : '';
  return (
    <section className={styles.panel} aria-label="Span" aria-busy={isOld || undefined}>
      <SpanHeader outline={place.outline} oddities={place.oddities} span={isOld ? undefined : data?.span} />
      {error !== null ? (
        <ErrorState title="The span could not be loaded" error={error} onRetry={retry} />
      ) : data === undefined ? (
        <PanelSkeleton />
      ) : (
        <>
          {failure !== '' && (
            <p className={styles.failure}>
              <CircleAlert size={14} aria-hidden />
              <span className={styles.failureText}>{failure.slice(0, MESSAGE_SHOWN)}</span>
            </p>
          )}
          {shown !== undefined && (
            <Tabs
              label="Span"
              className={styles.tabs ?? ''}
              tabs={tabs}
              value={shown.value}
              onChange={onTab}
            />
          )}
        </>
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
