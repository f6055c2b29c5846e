import type { PolicySet } from '../../../../shared/policy/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useDraftStore } from '../editor/draft-store.ts';
import { usePolicyChanges } from '../use-policies.ts';

interface RemovePolicyDialogProps {
  readonly set: PolicySet;
  readonly onRemoved?: () => void;
  readonly onClose: () => void;
}

export function RemovePolicyDialog({ set, onRemoved, onClose }: RemovePolicyDialogProps) {
  const { remove } = usePolicyChanges();
  const discard = useDraftStore((store) => store.discard);
  const { content, version } = set.latest;
  const versions = version === 1 ? 'its version' : `all ${version} versions`;
  return (
    <ConfirmDialog
      title={`Remove ${displayText(content.name, 80)}?`}
      description={`The policy is removed with ${versions}${set.published === null ? '' : '; what it decides now stops with the next call'}. What it decided stays on the traces.`}
      confirm="Remove policy"
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(
          { id: set.id },
          {
            onSuccess: () => {
              discard(set.id);
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
