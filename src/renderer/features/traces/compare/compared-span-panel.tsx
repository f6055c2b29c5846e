import { Link } from '@tanstack/react-router';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SpanDetail } from '../../../../shared/span-detail.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { spanIdAt, type WaterfallModel } from '../../../ui/waterfall/index.ts';
import { AttributeDiffView } from './attribute-diff-view.tsx';
import styles from './compared-span-panel.module.css';
import type { Comparison } from './comparison.ts';
import { DifferenceBadges, namesOf } from './difference-badges.tsx';
import { MessageDiffView } from './message-diff-view.tsx';
import { diffMessages } from './message-diff.ts';

interface ComparedSpanPanelProps {
  readonly comparison: Comparison;
  readonly place: number;
}

/** Both spans of a place: what was said, and in which attributes they differ. */
export function ComparedSpanPanel({ comparison, place }: ComparedSpanPanelProps) {
  const { tree, models, differences, a, b } = comparison;
  const rowA = tree.a[place] ?? -1;
  const rowB = tree.b[place] ?? -1;
  const first = useSpan(models.a, rowA);
  const second = useSpan(models.b, rowB);
  const name = (rowB === -1 ? a.name[rowA] : b.name[rowB]) ?? '';
  const failed = [first, second].find(({ isError }) => isError);
  const isReady = (rowA === -1 || first.data !== undefined) && (rowB === -1 || second.data !== undefined);
  return (
    <section className={styles.panel} aria-label="Both spans">
      <header className={styles.header}>
        <h2 className={styles.title}>{displayText(name, 200)}</h2>
        <span className={styles.facts}>
          <DifferenceBadges names={namesOf(differences.marks[place] ?? 0)} />
          {rowA !== -1 && <SpanLink letter="A" model={models.a} row={rowA} />}
          {rowB !== -1 && <SpanLink letter="B" model={models.b} row={rowB} />}
        </span>
      </header>
      {failed !== undefined && (
        <ErrorState
          title="The spans could not be loaded"
          error={failed.error}
          onRetry={() => void failed.refetch()}
        />
      )}
      {failed === undefined && !isReady && (
        <div className={styles.skeleton}>
          {[60, 90, 75].map((width) => (
            <Skeleton key={width} width={`${width}%`} />
          ))}
        </div>
      )}
      {failed === undefined && isReady && (
        <BothSpans
          first={rowA === -1 ? null : (first.data ?? null)}
          second={rowB === -1 ? null : (second.data ?? null)}
        />
      )}
    </section>
  );
}

function SpanLink({
  letter,
  model,
  row,
}: {
  readonly letter: string;
  readonly model: WaterfallModel;
  readonly row: number;
}) {
  const { traceId } = model.outline.summary;
  return (
    <Link to="/traces/$traceId" params={{ traceId }} search={{ span: spanIdAt(model, row) }}>
      <TextLink>Open in {letter}</TextLink>
    </Link>
  );
}

function useSpan(model: WaterfallModel, row: number) {
  const trpc = useTRPC();
  const { traceId } = model.outline.summary;
  return useQuery(
    trpc.traces.span.queryOptions(row === -1 ? skipToken : { traceId, spanId: spanIdAt(model, row) }, {
      placeholderData: keepPreviousData,
    }),
  );
}

type TabName = 'messages' | 'attributes';

function BothSpans({
  first,
  second,
}: {
  readonly first: SpanDetail | null;
  readonly second: SpanDetail | null;
}) {
  const [chosen, setChosen] = useState<TabName | null>(null);
  const messages = useMemo(
    () => diffMessages(first?.conversation ?? null, second?.conversation ?? null),
    [first, second],
  );
  const tabs = [
    ...(messages.length === 0
      ? []
      : [
          { value: 'messages' as const, label: 'Messages', content: <MessageDiffView messages={messages} /> },
        ]),
    {
      value: 'attributes' as const,
      label: 'Attributes',
      content: <AttributeDiffView first={first?.span ?? null} second={second?.span ?? null} />,
    },
  ];
  const shown = tabs.find(({ value }) => value === chosen) ?? tabs[0];
  return (
    <Tabs
      label="Both spans"
      className={styles.tabs ?? ''}
      tabs={tabs}
      value={shown?.value ?? 'attributes'}
      onChange={setChosen}
    />
  );
}
