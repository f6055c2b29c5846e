import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowLeft, ArrowLeftRight } from 'lucide-react';
import { useMemo } from 'react';
import { useShortcuts } from '../../../lib/use-shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Page } from '../../../ui/page.tsx';
import type { WaterfallModel } from '../../../ui/waterfall/index.ts';
import { TraceSkeleton } from '../detail/trace-skeleton.tsx';
import { useTraceOutline } from '../detail/use-trace-outline.ts';
import { compareSearchSchema } from './compare-search.ts';
import { ComparisonView } from './comparison-view.tsx';
import { compareTraces } from './comparison.ts';
import { ChooseTraces } from './choose-traces.tsx';

/** Two traces side by side. */
export function ComparePage() {
  const { a, b } = useSearch({ strict: false, select: (search) => compareSearchSchema.parse(search) });
  const navigate = useNavigate();
  const isComplete = a !== undefined && b !== undefined;
  useShortcuts({ Escape: () => void navigate(a === undefined ? { to: '/traces' } : traceOf(a)) });
  return (
    <Page
      title="Compare traces"
      layout="fill"
      leading={
        <Link {...(a === undefined ? { to: '/traces' } : traceOf(a))} tabIndex={-1}>
          <IconButton size="small" label="Back" shortcut="Esc" icon={<ArrowLeft aria-hidden />} />
        </Link>
      }
      actions={
        isComplete && (
          <Button
            size="small"
            icon={<ArrowLeftRight aria-hidden />}
            onClick={() =>
              void navigate({
                to: '/traces/compare',
                search: (search) => ({ ...search, a: b, b: a }),
                replace: true,
              })
            }
          >
            Swap
          </Button>
        )
      }
    >
      {isComplete ? <LoadedComparison key={`${a} ${b}`} a={a} b={b} /> : <ChooseTraces a={a} b={b} />}
    </Page>
  );
}

function traceOf(traceId: string) {
  return { to: '/traces/$traceId', params: { traceId } } as const;
}

function LoadedComparison({ a, b }: { readonly a: string; readonly b: string }) {
  const first = useTraceOutline(a);
  const second = useTraceOutline(b);
  const failed = [first, second].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) {
    return (
      <ErrorState
        title={`The ${failed === first ? 'first' : 'second'} trace could not be loaded`}
        error={failed.error}
        onRetry={() => void failed.refetch()}
      />
    );
  }
  if (first.data === undefined || second.data === undefined) return <TraceSkeleton />;
  return <Aligned modelA={first.data} modelB={second.data} />;
}

function Aligned({ modelA, modelB }: { readonly modelA: WaterfallModel; readonly modelB: WaterfallModel }) {
  const comparison = useMemo(() => compareTraces(modelA, modelB), [modelA, modelB]);
  return <ComparisonView comparison={comparison} />;
}
