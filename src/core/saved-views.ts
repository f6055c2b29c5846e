import { randomUUID } from 'node:crypto';
import { SignalboxError } from '../shared/errors.ts';
import type { NewView, SavedView } from '../shared/saved-view.ts';
import type { ControlStore } from './store/control/index.ts';

export interface SavedViews {
  /** By name. */
  list(): Promise<SavedView[]>;
  /** @throws SignalboxError VIEW_EXISTS */
  add(view: NewView, actor: string): Promise<SavedView>;
  /** @throws SignalboxError VIEW_NOT_FOUND, VIEW_EXISTS */
  change(id: string, view: NewView, actor: string): Promise<SavedView>;
  /** @throws SignalboxError VIEW_NOT_FOUND */
  remove(id: string, actor: string): Promise<void>;
}

/** The saved views of the list of traces, which all who use the deployment share. */
export function createSavedViews(store: Pick<ControlStore, 'views' | 'saveView' | 'removeView'>): SavedViews {
  return {
    list: () => store.views(),
    add: async (view, actor) => {
      const now = new Date().toISOString();
      const added = { ...view, id: randomUUID(), createdAt: now, updatedAt: now };
      await store.saveView(added, true, { actor });
      return added;
    },
    change: async (id, view, actor) => {
      const before = (await store.views()).find((each) => each.id === id);
      if (before === undefined) throw new SignalboxError('VIEW_NOT_FOUND', { id });
      const changed = { ...before, ...view, updatedAt: new Date().toISOString() };
      await store.saveView(changed, false, { actor });
      return changed;
    },
    remove: (id, actor) => store.removeView(id, { actor }),
  };
}
