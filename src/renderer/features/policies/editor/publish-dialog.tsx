import type { PolicySet, PolicyVersion } from '../../../../shared/policy/index.ts';
import { problemText } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { ModeBadge, MODES } from '../mode-badge.tsx';
import { scopeText } from '../scope-text.ts';
import { usePolicyChanges } from '../use-policies.ts';
import { ContentDiff } from '../versions/content-diff.tsx';
import styles from './dialogs.module.css';

interface PublishDialogProps {
  readonly set: PolicySet;
  readonly version: PolicyVersion;
  readonly onClose: () => void;
}

/** Shows what publishing changes before it does. */
export function PublishDialog({ set, version, onClose }: PublishDialogProps) {
  const { publish } = usePolicyChanges();
  const { content } = version;
  const { published } = set;
  const problem = problemText(publish.error);
  return (
    <Dialog
      open
      width="wide"
      onClose={onClose}
      title={`Publish version ${version.version}`}
      description={
        published === null
          ? 'In force from the next call on. Nothing was in force before.'
          : `In force from the next call on, in the place of version ${published.version}.`
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={publish.isPending}
            onClick={() =>
              publish.mutate(
                { id: set.id, version: version.version },
                {
                  onSuccess: () => {
                    showToast({ tone: 'ok', title: `Version ${version.version} is in force` });
                    onClose();
                  },
                },
              )
            }
          >
            Publish version {version.version}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p className={styles.line}>
          <ModeBadge mode={content.mode} /> {MODES[content.mode].text}, for {scopeText(content.scope)}.
        </p>
        <ContentDiff before={published?.content ?? null} after={content} />
        {problem !== null && (
          <p role="alert" className={styles.error}>
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
