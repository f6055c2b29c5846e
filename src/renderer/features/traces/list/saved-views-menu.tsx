import { useNavigate } from '@tanstack/react-router';
import { Bookmark, Check, Pencil, Plus, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { SavedView } from '../../../../shared/saved-view.ts';
import { displayText } from '../../../lib/display-text.ts';
import { problemText } from '../../../lib/problem.ts';
import { Button } from '../../../ui/button.tsx';
import type { KeptLayout } from '../../../ui/data-grid/index.ts';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import styles from './saved-views-menu.module.css';
import { useSavedViews, useViewChanges } from './use-saved-views.ts';
import { isUnchanged, type ViewContent } from './view-content.ts';
import { RemoveViewDialog, ViewDialog } from './view-dialog.tsx';

interface SavedViewsMenuProps {
  /** What is on screen. */
  readonly content: ViewContent;
  readonly layout: KeptLayout;
}

const MAX_LABEL = 28;

/** Opens a saved view, or keeps what is on screen as one. */
export function SavedViewsMenu({ content, layout }: SavedViewsMenuProps) {
  const { views, current, open } = useSavedViews(layout);
  const [dialog, setDialog] = useState<'save' | 'rename' | 'remove' | null>(null);
  const navigate = useNavigate();
  const isChanged = current !== undefined && !isUnchanged(current, content);
  const { change } = useViewChanges(() => showToast({ tone: 'ok', title: 'View updated' }));
  const update = (view: SavedView) =>
    change.mutate(
      { ...content, name: view.name, id: view.id },
      {
        onError: (error) =>
          showToast({
            tone: 'error',
            title: 'The view could not be updated',
            text: problemText(error) ?? undefined,
          }),
      },
    );
  const showAs = (saved: string | undefined) =>
    void navigate({ to: '.', search: (previous: object) => ({ ...previous, saved }), replace: true });
  const close = () => setDialog(null);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button icon={<Bookmark aria-hidden />} title={current?.name}>
            {current === undefined ? 'Views' : displayText(current.name, MAX_LABEL)}
            {isChanged && (
              <span className={styles.changed} role="img" aria-label="changed since it was saved" />
            )}
          </Button>
        }
      >
        <MenuLabel>Saved views</MenuLabel>
        {views.length === 0 && <p className={styles.none}>None yet: save filters, order and columns.</p>}
        <div className={styles.views}>
          {views.map((view) => (
            <MenuItem
              key={view.id}
              icon={view.id === current?.id ? <Check aria-label="open" /> : <span className={styles.mark} />}
              onSelect={() => open(view)}
            >
              {displayText(view.name, 60)}
            </MenuItem>
          ))}
        </div>
        <MenuSeparator />
        <MenuItem icon={<Plus aria-hidden />} onSelect={() => setDialog('save')}>
          Save as a view…
        </MenuItem>
        {current !== undefined && (
          <>
            <MenuItem icon={<Save aria-hidden />} disabled={!isChanged} onSelect={() => update(current)}>
              Update this view
            </MenuItem>
            <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setDialog('rename')}>
              Rename…
            </MenuItem>
            <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={() => setDialog('remove')}>
              Delete…
            </MenuItem>
          </>
        )}
      </Menu>
      {dialog === 'save' && (
        <ViewDialog view={null} content={content} onSaved={({ id }) => showAs(id)} onClose={close} />
      )}
      {dialog === 'rename' && current !== undefined && (
        <ViewDialog view={current} content={content} onSaved={({ id }) => showAs(id)} onClose={close} />
      )}
      {dialog === 'remove' && current !== undefined && (
        <RemoveViewDialog view={current} onRemoved={() => showAs(undefined)} onClose={close} />
      )}
    </>
  );
}
