import type { GroupState } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useAlertChanges } from '../use-alerts.ts';

export function RemoveGroupDialog({
  group,
  onClose,
}: {
  readonly group: GroupState;
  readonly onClose: () => void;
}) {
  const { removeGroup } = useAlertChanges();
  return (
    <ConfirmDialog
      title={`Remove ${displayText(group.name, 80)}?`}
      description={`Its ${group.rules.length} rules are no longer evaluated, and what fires by them is over.`}
      confirm="Remove group"
      busy={removeGroup.isPending}
      error={removeGroup.error}
      onConfirm={() => removeGroup.mutate({ id: group.id }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
