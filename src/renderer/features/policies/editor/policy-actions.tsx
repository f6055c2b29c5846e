import { useNavigate } from '@tanstack/react-router';
import { Copy, Download, Ellipsis, Save, Trash2, Undo2, Unplug, Upload } from 'lucide-react';
import { useState } from 'react';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { problemOf, problemText } from '../../../lib/problem.ts';
import { useShortcuts } from '../../../lib/use-shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { RemovePolicyDialog } from '../list/remove-policy-dialog.tsx';
import { useExportYaml } from '../use-export-yaml.ts';
import { usePolicyChanges } from '../use-policies.ts';
import { ChangedDialog } from './changed-dialog.tsx';
import { useDraftStore } from './draft-store.ts';
import { PublishDialog } from './publish-dialog.tsx';
import type { EditedPolicy } from './use-policy-draft.ts';

interface PolicyActionsProps {
  readonly set: PolicySet;
  readonly edited: EditedPolicy;
}

type Open = 'publish' | 'changed' | 'remove' | 'unpublish' | null;

/** What can be done with a set as a whole. */
export function PolicyActions({ set, edited }: PolicyActionsProps) {
  const { save, unpublish, create } = usePolicyChanges();
  const discard = useDraftStore((store) => store.discard);
  const navigate = useNavigate();
  const exportYaml = useExportYaml();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const submit = () => {
    const { readyContent, baseVersion, problems, isChanged } = edited;
    if (!isChanged || save.isPending) return;
    if (readyContent === null) return tellProblems(problems.size);
    save.mutate(
      { id: set.id, content: readyContent, baseVersion },
      {
        onSuccess: ({ latest }) => {
          discard(set.id);
          showToast({ tone: 'ok', title: `Saved as version ${latest.version}` });
        },
        onError: (error) => {
          if (problemOf(error).code === 'POLICY_CHANGED') setOpen('changed');
          else showToast({ tone: 'error', title: 'Not saved', text: problemText(error) ?? undefined });
        },
      },
    );
  };
  const duplicate = () =>
    create.mutate(
      { content: { ...edited.content, name: `${edited.content.name} (copy)`.slice(0, 200) } },
      {
        onSuccess: ({ id }) => void navigate({ to: '/policies/$id', params: { id } }),
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not duplicated', text: problemText(error) ?? undefined }),
      },
    );
  useShortcuts({ 'Mod+S': submit });
  const isInForce = set.published?.version === set.latest.version;
  return (
    <>
      {edited.isChanged && (
        <IconButton
          label="Discard what is not saved"
          icon={<Undo2 aria-hidden />}
          onClick={() => discard(set.id)}
        />
      )}
      <Button
        size="small"
        icon={<Save aria-hidden />}
        disabled={!edited.isChanged}
        busy={save.isPending}
        onClick={submit}
      >
        Save
      </Button>
      <Button
        size="small"
        variant="primary"
        icon={<Upload aria-hidden />}
        disabled={edited.isChanged || isInForce}
        title={edited.isChanged ? 'Save it first' : isInForce ? 'The latest version is in force' : undefined}
        onClick={() => setOpen('publish')}
      >
        Publish
      </Button>
      <Menu align="end" trigger={<IconButton label="More" icon={<Ellipsis aria-hidden />} />}>
        <MenuItem icon={<Download aria-hidden />} onSelect={() => exportYaml({ id: set.id })}>
          Export as YAML
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
          Duplicate
        </MenuItem>
        {set.published !== null && (
          <MenuItem icon={<Unplug aria-hidden />} onSelect={() => setOpen('unpublish')}>
            Unpublish
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
      {open === 'publish' && <PublishDialog set={set} version={set.latest} onClose={close} />}
      {open === 'changed' && <ChangedDialog set={set} edited={edited} onClose={close} />}
      {open === 'unpublish' && (
        <ConfirmDialog
          title={`Unpublish ${set.latest.content.name}?`}
          description="It takes part in no call from the next one on. Its versions stay."
          confirm="Unpublish"
          busy={unpublish.isPending}
          error={unpublish.error}
          onConfirm={() => unpublish.mutate({ id: set.id }, { onSuccess: close })}
          onClose={close}
        />
      )}
      {open === 'remove' && (
        <RemovePolicyDialog set={set} onRemoved={() => void navigate({ to: '/policies' })} onClose={close} />
      )}
    </>
  );
}

function tellProblems(count: number): void {
  showToast({
    tone: 'error',
    title: 'Not saved',
    text: `${count === 1 ? 'One thing is' : `${count} things are`} wrong: what is marked red.`,
  });
}
