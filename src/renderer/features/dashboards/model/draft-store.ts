import { create } from 'zustand';
import type { Dashboard, DashboardModel } from '../../../../shared/dashboard/index.ts';

const MAX_STEPS = 100;

/** A dashboard that is being edited: the version it began from, and the way to where it is. */
export interface DashboardDraft {
  readonly base: { readonly version: number; readonly model: DashboardModel };
  readonly past: readonly DashboardModel[];
  readonly model: DashboardModel;
  readonly future: readonly DashboardModel[];
}

interface DraftStore {
  /** By dashboard; they outlive the page. */
  readonly drafts: Readonly<Record<string, DashboardDraft>>;
  readonly begin: (dashboard: Dashboard) => void;
  readonly change: (id: string, change: (model: DashboardModel) => DashboardModel) => void;
  readonly undo: (id: string) => void;
  readonly redo: (id: string) => void;
  /** The edit goes on from a version that was saved: what it holds stays. */
  readonly rebase: (dashboard: Dashboard) => void;
  readonly end: (id: string) => void;
}

export const useDraftStore = create<DraftStore>()((set) => {
  const update = (id: string, step: (draft: DashboardDraft) => DashboardDraft) =>
    set(({ drafts }) => {
      const draft = drafts[id];
      return draft === undefined ? {} : { drafts: { ...drafts, [id]: step(draft) } };
    });
  return {
    drafts: {},
    begin: ({ id, version, model }) =>
      set(({ drafts }) => ({
        drafts: { ...drafts, [id]: drafts[id] ?? { base: { version, model }, past: [], model, future: [] } },
      })),
    change: (id, change) => update(id, (draft) => changed(draft, change(draft.model))),
    undo: (id) => update(id, undone),
    redo: (id) => update(id, redone),
    rebase: ({ id, version, model }) => update(id, (draft) => ({ ...draft, base: { version, model } })),
    end: (id) =>
      set(({ drafts }) => ({
        drafts: Object.fromEntries(Object.entries(drafts).filter(([each]) => each !== id)),
      })),
  };
});

/** A change that changes nothing is no step. */
export function changed(draft: DashboardDraft, model: DashboardModel): DashboardDraft {
  if (isSame(draft.model, model)) return draft;
  return { ...draft, past: [...draft.past, draft.model].slice(-MAX_STEPS), model, future: [] };
}

export function undone(draft: DashboardDraft): DashboardDraft {
  const before = draft.past.at(-1);
  if (before === undefined) return draft;
  return { ...draft, past: draft.past.slice(0, -1), model: before, future: [draft.model, ...draft.future] };
}

export function redone(draft: DashboardDraft): DashboardDraft {
  const [next, ...future] = draft.future;
  return next === undefined ? draft : { ...draft, past: [...draft.past, draft.model], model: next, future };
}

export function isChanged({ base, model }: DashboardDraft): boolean {
  return !isSame(base.model, model);
}

function isSame(a: DashboardModel, b: DashboardModel): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
