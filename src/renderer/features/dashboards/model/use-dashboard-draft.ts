import { useEffect } from 'react';
import type { Dashboard, DashboardModel } from '../../../../shared/dashboard/index.ts';
import { isChanged, useDraftStore } from './draft-store.ts';

export interface EditedDashboard {
  /** As it stands on the screen. */
  readonly model: DashboardModel;
  readonly isEditing: boolean;
  readonly isChanged: boolean;
  /** The version that the edit began from. */
  readonly baseVersion: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly begin: () => void;
  readonly change: (change: (model: DashboardModel) => DashboardModel) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly end: () => void;
}

/** A dashboard as it is saved, or as it is being edited. */
export function useDashboardDraft(dashboard: Dashboard): EditedDashboard {
  const { id } = dashboard;
  const draft = useDraftStore(({ drafts }) => drafts[id]);
  const { begin, change, undo, redo, end } = useDraftStore.getState();
  return {
    model: draft?.model ?? dashboard.model,
    isEditing: draft !== undefined,
    isChanged: draft !== undefined && isChanged(draft),
    baseVersion: draft?.base.version ?? dashboard.version,
    canUndo: (draft?.past.length ?? 0) > 0,
    canRedo: (draft?.future.length ?? 0) > 0,
    begin: () => begin(dashboard),
    change: (step) => change(id, step),
    undo: () => undo(id),
    redo: () => redo(id),
    end: () => end(id),
  };
}

/** Leaving or reloading the window would lose what is not saved: the browser asks before. */
export function useUnsavedWarning(): void {
  const isAny = useDraftStore(({ drafts }) => Object.values(drafts).some(isChanged));
  useEffect(() => {
    if (!isAny) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isAny]);
}
