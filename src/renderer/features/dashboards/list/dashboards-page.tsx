import { useNavigate, useSearch } from '@tanstack/react-router';
import { Database, FileUp, LayoutGrid, Plus, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Dashboard, DashboardSummary } from '../../../../shared/dashboard/index.ts';
import { useShortcuts } from '../../../lib/use-shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { dashboardsSearchSchema } from '../dashboards-search.ts';
import { openingSearch } from '../use-opening-range.ts';
import { useDashboards } from '../use-dashboards.ts';
import { CreateDashboardDialog } from './create-dashboard-dialog.tsx';
import { SourcesDialog } from '../sources/sources-dialog.tsx';
import { DashboardTable } from './dashboard-table.tsx';
import styles from './dashboards-page.module.css';
import { inListOrder, matching, tagsOf } from './find-dashboards.ts';
import { ImportDashboardDialog } from './import-dashboard-dialog.tsx';
import { RemoveDashboardDialog } from './remove-dashboard-dialog.tsx';
import { useStars } from './stars.ts';

type Open =
  | { readonly kind: 'create' }
  | { readonly kind: 'import' }
  | { readonly kind: 'sources' }
  | { readonly kind: 'remove'; readonly dashboard: DashboardSummary };

/** All dashboards: the starred ones first, then those that come with Signalbox and those people made. */
export function DashboardsPage() {
  const query = useDashboards();
  const navigate = useNavigate();
  const { q = '', tag } = useSearch({
    strict: false,
    select: (search) => dashboardsSearchSchema.parse(search),
  });
  const [open, setOpen] = useState<Open | null>(null);
  const stars = useStars(({ ids }) => ids);
  const search = useRef<HTMLInputElement>(null);
  const find = (part: { q?: string | undefined; tag?: string | undefined }) =>
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, ...part }), replace: true });
  useShortcuts({ n: () => setOpen({ kind: 'create' }), '/': () => search.current?.focus() });
  const show = ({ id, model }: Pick<Dashboard, 'id' | 'model'>) =>
    void navigate({ to: '/dashboards/$id', params: { id }, search: openingSearch(model.rangeMs) });
  const all = query.data ?? [];
  const shown = inListOrder(matching(all, q, tag), stars);
  return (
    <Page
      title="Dashboards"
      actions={
        <>
          <Button size="small" icon={<Database aria-hidden />} onClick={() => setOpen({ kind: 'sources' })}>
            Sources
          </Button>
          <Button size="small" icon={<FileUp aria-hidden />} onClick={() => setOpen({ kind: 'import' })}>
            Import
          </Button>
          <Button
            size="small"
            variant="primary"
            icon={<Plus aria-hidden />}
            onClick={() => setOpen({ kind: 'create' })}
          >
            New dashboard
          </Button>
        </>
      }
    >
      <div className={styles.find}>
        <TextField
          ref={search}
          label="Find a dashboard"
          hideLabel
          placeholder="Find by title, description or tag"
          icon={<Search aria-hidden />}
          value={q}
          onChange={({ target }) => find({ q: target.value === '' ? undefined : target.value })}
        />
        <div className={styles.tags} role="group" aria-label="Tags">
          {tagsOf(all).map((each) => (
            <button
              key={each}
              type="button"
              className={styles.tag}
              aria-pressed={each === tag}
              onClick={() => find({ tag: each === tag ? undefined : each })}
            >
              {each}
            </button>
          ))}
        </div>
      </div>
      <Card flush>
        {query.error !== null && query.data === undefined && (
          <ErrorState
            title="The dashboards could not be loaded"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.isPending && (
          <div className={styles.loading} aria-busy>
            <Skeleton height={28} />
            <Skeleton height={28} />
            <Skeleton height={28} />
          </div>
        )}
        {query.data !== undefined && shown.length === 0 && (
          <EmptyState
            icon={<LayoutGrid aria-hidden />}
            title="No dashboard matches"
            actions={<Button onClick={() => find({ q: undefined, tag: undefined })}>Show all</Button>}
          >
            Nothing has these words in its title, description or tags.
          </EmptyState>
        )}
        {shown.length > 0 && (
          <DashboardTable
            dashboards={shown}
            onRemove={(dashboard) => setOpen({ kind: 'remove', dashboard })}
          />
        )}
      </Card>
      {open?.kind === 'create' && <CreateDashboardDialog onCreated={show} onClose={() => setOpen(null)} />}
      {open?.kind === 'import' && <ImportDashboardDialog onCreated={show} onClose={() => setOpen(null)} />}
      {open?.kind === 'sources' && <SourcesDialog onClose={() => setOpen(null)} />}
      {open?.kind === 'remove' && (
        <RemoveDashboardDialog
          id={open.dashboard.id}
          title={open.dashboard.title}
          versions={open.dashboard.version}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}
