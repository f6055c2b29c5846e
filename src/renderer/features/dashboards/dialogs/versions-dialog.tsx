import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import type { Dashboard, DashboardVersion } from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import type { EditedDashboard } from '../model/use-dashboard-draft.ts';
import { useDashboardChanges } from '../use-dashboards.ts';

interface VersionsDialogProps {
  readonly dashboard: Dashboard;
  readonly edited: EditedDashboard;
  readonly onClose: () => void;
}

/** The versions of a dashboard; an older one comes back as the newest. */
export function VersionsDialog({ dashboard, edited, onClose }: VersionsDialogProps) {
  const query = useQuery(useTRPC().dashboards.versions.queryOptions({ id: dashboard.id }));
  const { restore } = useDashboardChanges();
  const now = useNow(10_000);
  const bringBack = (version: number) =>
    restore.mutate(
      { id: dashboard.id, version, baseVersion: dashboard.version },
      {
        onSuccess: (saved) => {
          edited.end();
          showToast({ tone: 'ok', title: `Version ${version} is back, as version ${saved.version}` });
          onClose();
        },
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not restored', text: problemText(error) ?? undefined }),
      },
    );
  const columns: readonly TableColumn<DashboardVersion>[] = [
    { id: 'version', header: 'Version', cell: ({ version }) => `Version ${version}` },
    {
      id: 'saved',
      header: 'Saved',
      cell: ({ savedAt, savedBy }) => (
        <span title={formatAbsolute(savedAt)}>
          {formatRelative(savedAt, now)} by {displayText(savedBy, 40)}
        </span>
      ),
    },
    { id: 'message', header: 'What changed', wrap: true, cell: ({ message }) => displayText(message, 200) },
    { id: 'panels', header: 'Panels', align: 'end', cell: ({ panels }) => panels },
    {
      id: 'restore',
      header: 'Restore',
      isHeaderHidden: true,
      align: 'end',
      cell: ({ version }) =>
        version < dashboard.version && (
          <Button
            size="small"
            icon={<RotateCcw aria-hidden />}
            disabled={restore.isPending || edited.isChanged}
            title={edited.isChanged ? 'Save or discard your changes first' : undefined}
            onClick={() => bringBack(version)}
          >
            Restore
          </Button>
        ),
    },
  ];
  return (
    <Dialog
      open
      width="wide"
      title="Versions"
      description="Newest first. Nothing is lost when one is restored: it becomes a new version."
      onClose={onClose}
    >
      {query.error !== null && query.data === undefined && (
        <ErrorState
          title="The versions could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <Skeleton height={120} />}
      {query.data !== undefined && (
        <Table
          label="Versions"
          columns={columns}
          rows={query.data}
          rowKey={({ version }) => String(version)}
        />
      )}
    </Dialog>
  );
}
