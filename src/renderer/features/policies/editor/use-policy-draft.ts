import { useCallback, useEffect, useMemo } from 'react';
import type { PolicyContent, PolicySet } from '../../../../shared/policy/index.ts';
import { readContent, type ContentProblems } from '../content-problems.ts';
import { useDraftStore } from './draft-store.ts';

export interface EditedPolicy {
  readonly content: PolicyContent;
  /** The version that the edit began from. */
  readonly baseVersion: number;
  readonly isChanged: boolean;
  /** The content as it is saved; null while something is wrong with it. */
  readonly readyContent: PolicyContent | null;
  readonly problems: ContentProblems;
  readonly change: (change: (content: PolicyContent) => PolicyContent) => void;
}

/** The set as it stands on the screen: what was typed over what is saved. */
export function usePolicyDraft(set: PolicySet): EditedPolicy {
  const draft = useDraftStore(({ drafts }) => drafts[set.id]);
  const edit = useDraftStore((store) => store.edit);
  const { latest } = set;
  const content = draft?.content ?? latest.content;
  const change = useCallback<EditedPolicy['change']>((next) => edit(latest, next), [edit, latest]);
  const read = useMemo(() => readContent(content), [content]);
  return {
    content,
    baseVersion: draft?.base.version ?? latest.version,
    isChanged: draft !== undefined,
    readyContent: read.content,
    problems: read.problems,
    change,
  };
}

/** Leaving or reloading the window would lose what is not saved: the browser asks before. */
export function useUnsavedWarning(): void {
  const isAny = useDraftStore(({ drafts }) => Object.keys(drafts).length > 0);
  useEffect(() => {
    if (!isAny) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [isAny]);
}
