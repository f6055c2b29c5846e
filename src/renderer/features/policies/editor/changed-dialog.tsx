import { useQuery } from '@tanstack/react-query';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { usePolicyChanges } from '../use-policies.ts';
import { ContentDiff } from '../versions/content-diff.tsx';
import styles from './dialogs.module.css';
import { useDraftStore } from './draft-store.ts';
import type { EditedPolicy } from './use-policy-draft.ts';

interface ChangedDialogProps {
  readonly set: PolicySet;
  readonly edited: EditedPolicy;
  readonly onClose: () => void;
}

/** Someone saved a version since the edit began: theirs is taken, or what was typed is saved on top of it. */
export function ChangedDialog({ set, edited, onClose }: ChangedDialogProps) {
  const query = useQuery(useTRPC().policies.get.queryOptions({ id: set.id }, { staleTime: 0 }));
  const { save } = usePolicyChanges();
  const discard = useDraftStore((store) => store.discard);
  const theirs = query.isFetching ? undefined : query.data?.latest;
  const problem = problemText(save.error ?? query.error);
  const takeTheirs = () => {
    discard(set.id);
    onClose();
  };
  const saveMine = () => {
    if (theirs === undefined || edited.readyContent === null) return;
    save.mutate(
      { id: set.id, content: edited.readyContent, baseVersion: theirs.version },
      {
        onSuccess: ({ latest }) => {
          discard(set.id);
          showToast({ tone: 'ok', title: `Saved as version ${latest.version}` });
          onClose();
        },
        onError: () => void query.refetch(),
      },
    );
  };
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title="It was changed meanwhile"
      description={
        theirs === undefined
          ? `You began from version ${edited.baseVersion}.`
          : `You began from version ${edited.baseVersion}; ${theirs.savedBy} saved version ${theirs.version} on ${formatAbsolute(theirs.savedAt)}. This is what saving yours would change in it:`
      }
      actions={
        <>
          <Button onClick={onClose}>Go on editing</Button>
          <Button onClick={takeTheirs}>Take theirs</Button>
          <Button variant="primary" disabled={theirs === undefined} busy={save.isPending} onClick={saveMine}>
            Save mine on top
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {theirs === undefined ? (
          <Skeleton height={120} />
        ) : (
          <ContentDiff before={theirs.content} after={edited.content} />
        )}
        {problem !== null && save.error !== null && (
          <p role="alert" className={styles.error}>
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
