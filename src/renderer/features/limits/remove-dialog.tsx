import type { Budget, Limit } from '../../../shared/limits.ts';
import { problemOf } from '../../lib/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './limit-dialog.module.css';
import { budgetText, limitText, whose } from './limit-text.ts';
import { useLimitChanges } from './use-limits.ts';

export interface RemoveDialogProps {
  readonly removing: { readonly limit: Limit } | { readonly budget: Budget };
  readonly onClose: () => void;
}

export function RemoveDialog({ removing, onClose }: RemoveDialogProps) {
  const { removeLimit, removeBudget } = useLimitChanges(onClose);
  const isLimit = 'limit' in removing;
  const kind = isLimit ? 'limit' : 'budget';
  const what = isLimit
    ? `${limitText(removing.limit)} for ${whose(removing.limit)}`
    : `${budgetText(removing.budget)} for ${whose(removing.budget)}`;
  const remove = () => {
    if (isLimit) removeLimit.mutate({ id: removing.limit.id });
    else removeBudget.mutate({ id: removing.budget.id });
  };
  const failure = removeLimit.error ?? removeBudget.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove this ${kind}?`}
      description={`${what}. Nothing of it holds for the next call${isLimit ? '' : ', and its count is forgotten'}.`}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" busy={removeLimit.isPending || removeBudget.isPending} onClick={remove}>
            Remove {kind}
          </Button>
        </>
      }
    >
      {failure !== null && (
        <p role="alert" className={styles.error}>
          {problemOf(failure).message} {problemOf(failure).action}
        </p>
      )}
    </Dialog>
  );
}
