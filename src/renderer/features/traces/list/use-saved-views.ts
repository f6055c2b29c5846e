import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef } from 'react';
import type { SavedView } from '../../../../shared/saved-view.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import type { KeptLayout } from '../../../ui/data-grid/index.ts';
import { listSearchSchema } from './list-search.ts';
import { searchOf } from './view-content.ts';

const NONE: readonly SavedView[] = [];

/** The saved views of the deployment, the one that is open, and how to open another. */
export function useSavedViews({ change }: Pick<KeptLayout, 'change'>) {
  const trpc = useTRPC();
  const { data: views = NONE } = useQuery(trpc.views.list.queryOptions());
  const id = useSearch({ strict: false, select: (all) => listSearchSchema.parse(all).saved });
  const isBare = useSearch({
    strict: false,
    select: (all) => Object.entries(all).every(([key, value]) => key === 'saved' || value === undefined),
  });
  const navigate = useNavigate();
  const current = views.find((view) => view.id === id);
  const open = useCallback(
    (view: SavedView, replace = false) => {
      const { columns } = view;
      if (columns !== null) change(() => columns);
      void navigate({ to: '/traces', search: searchOf(view), replace });
    },
    [change, navigate],
  );
  // A link may say no more than which view: it then opens as it was saved.
  const opened = useRef<string | null>(null);
  useEffect(() => {
    if (current === undefined || opened.current === current.id) return;
    opened.current = current.id;
    if (isBare) open(current, true);
  }, [current, isBare, open]);
  return { views, current, open };
}

/** Changes of saved views; `onDone` gets the view as it then is, or null when it was removed. */
export function useViewChanges(onDone: (view: SavedView | null) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.views.list.queryKey() });
  const onSuccess = async (view: SavedView | undefined) => {
    await refresh();
    onDone(view ?? null);
  };
  return {
    add: useMutation(trpc.views.add.mutationOptions({ onSuccess })),
    change: useMutation(trpc.views.change.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.views.remove.mutationOptions({ onSuccess: () => onSuccess(undefined) })),
  };
}
