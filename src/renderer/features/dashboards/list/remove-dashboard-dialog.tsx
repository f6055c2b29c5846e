import { displayText } from '../../../lib/display-text.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useDraftStore } from '../model/draft-store.ts';
import { useDashboardChanges } from '../use-dashboards.ts';

interface RemoveDashboardDialogProps {
  readonly id: string;
  readonly title: string;
  readonly versions: number;
  readonly onRemoved?: () => void;
  readonly onClose: () => void;
}

export function RemoveDashboardDialog(props: RemoveDashboardDialogProps) {
  const { id, title, versions, onRemoved, onClose } = props;
  const { remove } = useDashboardChanges();
  const end = useDraftStore((store) => store.end);
  return (
    <ConfirmDialog
      title={`Remove ${displayText(title, 80)}?`}
      description={`The dashboard is removed with ${versions === 1 ? 'its version' : `all ${versions} versions`}. The data it shows stay.`}
      confirm="Remove dashboard"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(
          { id },
          {
            onSuccess: () => {
              end(id);
              onClose();
              onRemoved?.();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
