import { create } from 'zustand';
import type { PolicyContent, PolicyVersion } from '../../../../shared/policy/index.ts';
import { isSameContent } from './policy-draft.ts';

/** A set as it is being edited, and the version that the edit began from. */
export interface PolicyDraft {
  readonly base: PolicyVersion;
  readonly content: PolicyContent;
}

interface DraftStore {
  /** By set, only those that differ from what is saved. They outlive the page. */
  readonly drafts: Readonly<Record<string, PolicyDraft>>;
  readonly edit: (latest: PolicyVersion, change: (content: PolicyContent) => PolicyContent) => void;
  /** The edit goes on from another version: what was typed stays. */
  readonly rebase: (base: PolicyVersion) => void;
  readonly discard: (setId: string) => void;
}

export const useDraftStore = create<DraftStore>()((set) => ({
  drafts: {},
  edit: (latest, change) => set(({ drafts }) => ({ drafts: edited(drafts, latest, change) })),
  rebase: (base) =>
    set(({ drafts }) => {
      const draft = drafts[base.setId];
      return draft === undefined ? {} : { drafts: kept(drafts, { ...draft, base }) };
    }),
  discard: (setId) => set(({ drafts }) => ({ drafts: without(drafts, setId) })),
}));

type Drafts = DraftStore['drafts'];

/** Changes what is edited, beginning from `latest` where nothing is; an edit that came back to its base is none. */
export function edited(
  drafts: Drafts,
  latest: PolicyVersion,
  change: (content: PolicyContent) => PolicyContent,
): Drafts {
  const draft = drafts[latest.setId] ?? { base: latest, content: latest.content };
  return kept(drafts, { ...draft, content: change(draft.content) });
}

function kept(drafts: Drafts, draft: PolicyDraft): Drafts {
  const { setId, content } = draft.base;
  return isSameContent(draft.content, content) ? without(drafts, setId) : { ...drafts, [setId]: draft };
}

function without(drafts: Drafts, setId: string): Drafts {
  return Object.fromEntries(Object.entries(drafts).filter(([id]) => id !== setId));
}
