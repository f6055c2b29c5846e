import type { Budget, Limit } from '../../../shared/limits.ts';
import { budgetText, limitText, whose } from '../../lib/limit-text.ts';
import { problemOf } from '../../lib/problem.ts';
import { useKeyNames } from '../../lib/use-key-names.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './limit-dialog.module.css';
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
  const failure = removeLimit.error ?? removeBudget.error;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove this ${kind}?`}
      description={`${what}. From the next call on it is no longer in force${isLimit ? '' : ', and its count is forgotten'}.`}
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
