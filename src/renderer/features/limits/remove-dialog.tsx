import type { Budget, Limit } from '../../../shared/limits.ts';
import { budgetText, limitText, whose } from '../../lib/limit-text.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useLimitChanges } from './use-limits.ts';

export interface RemoveDialogProps {
  readonly removing: { readonly limit: Limit } | { readonly budget: Budget };
  readonly onClose: () => void;
}

export function RemoveDialog({ removing, onClose }: RemoveDialogProps) {
  const { removeLimit, removeBudget } = useLimitChanges(onClose);
  const keyNames = useKeyNames();
  const isLimit = 'limit' in removing;
  const kind = isLimit ? 'limit' : 'budget';
  const what = isLimit
    ? `${limitText(removing.limit)} for ${whose(removing.limit, keyNames)}`
    : `${budgetText(removing.budget)} for ${whose(removing.budget, keyNames)}`;
  const remove = () => {
    if (isLimit) removeLimit.mutate({ id: removing.limit.id });
    else removeBudget.mutate({ id: removing.budget.id });
  };
  return (
    <ConfirmDialog
      title={`Remove this ${kind}?`}
      description={`${what}. From the next call on it is no longer in force${isLimit ? '' : ', and its count is forgotten'}.`}
      confirm={`Remove ${kind}`}
      busy={removeLimit.isPending || removeBudget.isPending}
      error={removeLimit.error ?? removeBudget.error}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
