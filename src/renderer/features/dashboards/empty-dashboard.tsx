import { LayoutGrid, Plus } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { addPanel } from './model/edit-model.ts';
import type { EditedDashboard } from './model/use-dashboard-draft.ts';

interface EmptyDashboardProps {
  readonly edited: EditedDashboard;
  readonly onEdit: (id: number) => void;
}

export function EmptyDashboard({ edited, onEdit }: EmptyDashboardProps) {
  const add = () => {
    edited.begin();
    const { model, id } = addPanel(edited.model, 'timeseries');
    edited.change(() => model);
    onEdit(id);
  };
  return (
    <EmptyState
      icon={<LayoutGrid aria-hidden />}
      title="No panels yet"
      actions={
        <Button variant="primary" icon={<Plus aria-hidden />} onClick={add}>
          Add a panel
        </Button>
      }
    >
      A panel shows what a query in PromQL answers, for example{' '}
      <code>sum by (model) (rate(signalbox_calls_total[5m]))</code>.
    </EmptyState>
  );
}
