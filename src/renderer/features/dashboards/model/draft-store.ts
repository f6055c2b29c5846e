import { create } from 'zustand';
import { changedText } from './changed-text.ts';
import type { Dashboard, DashboardModel } from '../../../../shared/dashboard/index.ts';

const MAX_STEPS = 100;

/** A dashboard that is being edited: the version it began from, and the way to where it is. */
export interface DashboardDraft {
  readonly base: { readonly version: number; readonly model: DashboardModel };
  readonly past: readonly DashboardModel[];
  readonly model: DashboardModel;
  readonly future: readonly DashboardModel[];
  /** The text that the last step changed, as its path in the model: what is typed on there belongs to the same step. */
  readonly typedIn: string | null;
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
        drafts: { ...drafts, [id]: drafts[id] ?? begun(version, model) },
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

function begun(version: number, model: DashboardModel): DashboardDraft {
  return { base: { version, model }, past: [], model, future: [], typedIn: null };
}

/** A change that changes nothing is no step, and what is typed into one field is one. */
export function changed(draft: DashboardDraft, model: DashboardModel): DashboardDraft {
  if (isSame(draft.model, model)) return draft;
  const typedIn = changedText(draft.model, model);
  if (typedIn !== null && typedIn === draft.typedIn) return { ...draft, model, future: [] };
  return { ...draft, past: [...draft.past, draft.model].slice(-MAX_STEPS), model, future: [], typedIn };
}

export function undone(draft: DashboardDraft): DashboardDraft {
  const before = draft.past.at(-1);
  if (before === undefined) return draft;
  const future = [draft.model, ...draft.future];
  return { ...draft, past: draft.past.slice(0, -1), model: before, future, typedIn: null };
}

export function redone(draft: DashboardDraft): DashboardDraft {
  const [next, ...future] = draft.future;
  if (next === undefined) return draft;
  return { ...draft, past: [...draft.past, draft.model], model: next, future, typedIn: null };
}

export function isChanged({ base, model }: DashboardDraft): boolean {
  return !isSame(base.model, model);
}

function isSame(a: DashboardModel, b: DashboardModel): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
