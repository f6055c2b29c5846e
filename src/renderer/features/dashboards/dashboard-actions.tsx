import { useNavigate } from '@tanstack/react-router';
import {
  Braces,
  Copy,
  Download,
  Ellipsis,
  History,
  Pencil,
  Plus,
  Printer,
  Redo2,
  Save,
  Settings2,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useState } from 'react';
import type { Dashboard } from '../../../shared/dashboard/index.ts';
import { problemText } from '../../lib/problem.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { showToast } from '../../ui/toast-store.ts';
import { DashboardDialogs, type OpenDialog } from './dialogs/dashboard-dialogs.tsx';
import { exportDashboard } from './export-dashboard.ts';
import { addPanel } from './model/edit-model.ts';
import type { EditedDashboard } from './model/use-dashboard-draft.ts';
import { printDashboard } from './print/print-dashboard.ts';
import { useDashboardChanges } from './use-dashboards.ts';
import { useDashboardView } from './use-dashboard-view.ts';

interface DashboardActionsProps {
  readonly dashboard: Dashboard;
  readonly edited: EditedDashboard;
}

/** What can be done with a dashboard as a whole. */
export function DashboardActions({ dashboard, edited }: DashboardActionsProps) {
  const [open, setOpen] = useState<OpenDialog | null>(null);
  const { duplicate } = useDashboardChanges();
  const navigate = useNavigate();
  const copy = () =>
    duplicate.mutate(
      { id: dashboard.id },
      {
        onSuccess: ({ id }) => void navigate({ to: '/dashboards/$id', params: { id } }),
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not duplicated', text: problemText(error) ?? undefined }),
      },
    );
  const { model } = edited;
  return (
    <>
      {edited.isEditing ? (
        <EditTools edited={edited} onSave={() => setOpen('save')} onDiscard={() => setOpen('discard')} />
      ) : dashboard.shipped ? (
        <Button size="small" icon={<Copy aria-hidden />} busy={duplicate.isPending} onClick={copy}>
          Duplicate to edit
        </Button>
      ) : (
        <Button size="small" icon={<Pencil aria-hidden />} onClick={edited.begin}>
          Edit
        </Button>
      )}
      <Menu align="end" trigger={<IconButton label="More" icon={<Ellipsis aria-hidden />} />}>
        {edited.isEditing && (
          <MenuItem icon={<Settings2 aria-hidden />} onSelect={() => setOpen('settings')}>
            Settings and variables
          </MenuItem>
        )}
        <MenuItem icon={<History aria-hidden />} onSelect={() => setOpen('versions')}>
          Versions
        </MenuItem>
        <MenuItem icon={<Braces aria-hidden />} onSelect={() => setOpen('json')}>
          JSON model
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Download aria-hidden />} onSelect={() => exportDashboard(model, 'signalbox')}>
          Export as JSON
        </MenuItem>
        <MenuItem icon={<Download aria-hidden />} onSelect={() => exportDashboard(model, 'grafana')}>
          Export for Grafana
        </MenuItem>
        <MenuItem icon={<Printer aria-hidden />} onSelect={() => void printDashboard(model.title)}>
          Save as PDF
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Copy aria-hidden />} onSelect={copy}>
          Duplicate
        </MenuItem>
        {!dashboard.shipped && (
          <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => setOpen('remove')}>
            Remove
          </MenuItem>
        )}
      </Menu>
      <DashboardDialogs open={open} dashboard={dashboard} edited={edited} onClose={() => setOpen(null)} />
    </>
  );
}

interface EditToolsProps {
  readonly edited: EditedDashboard;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

function EditTools({ edited, onSave, onDiscard }: EditToolsProps) {
  const { change: look } = useDashboardView();
  const add = () => {
    const { model, id } = addPanel(edited.model, 'timeseries');
    edited.change(() => model);
    look({ edit: id });
  };
  const save = () => (edited.isChanged ? onSave() : undefined);
  useShortcuts({ 'Mod+S': save });
  return (
    <>
      <IconButton
        label="Undo"
        shortcut="Mod+Z"
        icon={<Undo2 aria-hidden />}
        disabled={!edited.canUndo}
        onClick={edited.undo}
      />
      <IconButton
        label="Redo"
        shortcut="Mod+Shift+Z"
        icon={<Redo2 aria-hidden />}
        disabled={!edited.canRedo}
        onClick={edited.redo}
      />
      <Menu
        trigger={
          <Button size="small" icon={<Plus aria-hidden />}>
            Add
          </Button>
        }
      >
        <MenuItem onSelect={add}>Panel</MenuItem>
        <MenuItem onSelect={() => edited.change((model) => addPanel(model, 'row').model)}>Row</MenuItem>
      </Menu>
      <Button size="small" onClick={() => (edited.isChanged ? onDiscard() : edited.end())}>
        {edited.isChanged ? 'Discard' : 'Done'}
      </Button>
      <Button
        size="small"
        variant="primary"
        icon={<Save aria-hidden />}
        disabled={!edited.isChanged}
        onClick={onSave}
      >
        Save
      </Button>
    </>
  );
}
