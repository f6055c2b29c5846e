import { useNavigate } from '@tanstack/react-router';
import type { Dashboard } from '../../../../shared/dashboard/index.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { RemoveDashboardDialog } from '../list/remove-dashboard-dialog.tsx';
import type { EditedDashboard } from '../model/use-dashboard-draft.ts';
import { JsonDialog } from './json-dialog.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { VersionsDialog } from './versions-dialog.tsx';

export type OpenDialog = 'save' | 'discard' | 'settings' | 'versions' | 'json' | 'remove';

interface DashboardDialogsProps {
  readonly open: OpenDialog | null;
  readonly dashboard: Dashboard;
  readonly edited: EditedDashboard;
  readonly onClose: () => void;
}

export function DashboardDialogs({ open, dashboard, edited, onClose }: DashboardDialogsProps) {
  const navigate = useNavigate();
  switch (open) {
    case null:
      return null;
    case 'save':
      return <SaveDialog dashboard={dashboard} edited={edited} onClose={onClose} />;
    case 'discard':
      return (
        <ConfirmDialog
          title="Discard what is not saved?"
          description={`The dashboard goes back to version ${edited.baseVersion}.`}
          confirm="Discard changes"
          busy={false}
          error={null}
          onConfirm={() => {
            edited.end();
            onClose();
          }}
          onClose={onClose}
        />
      );
    case 'settings':
      return <SettingsDialog edited={edited} onClose={onClose} />;
    case 'versions':
      return <VersionsDialog dashboard={dashboard} edited={edited} onClose={onClose} />;
    case 'json':
      return <JsonDialog edited={edited} onClose={onClose} />;
    case 'remove':
      return (
        <RemoveDashboardDialog
          id={dashboard.id}
          title={dashboard.model.title}
          versions={dashboard.version}
          onRemoved={() => void navigate({ to: '/dashboards' })}
          onClose={onClose}
        />
      );
  }
}
