import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../../lib/engine-client.ts';

/** Others may change them too. */
const REFRESH_MS = 10_000;

export function useSimilaritySettings() {
  return useQuery(useTRPC().similarity.settings.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

export function useSimilarityFigures() {
  return useQuery(useTRPC().similarity.figures.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

export function usePromptEntries() {
  return useQuery(useTRPC().similarity.entries.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
}

/** Whether prompts are compared at all; null until it is known. */
export function useIsComparing(): boolean | null {
  const { data } = useQuery(useTRPC().flags.list.queryOptions());
  return data?.flags.find(({ name }) => name === 'enable_similarity_logging')?.value ?? null;
}

export function useSimilarityChanges(onDone?: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const options = {
    onSuccess: async () => {
      await cache.invalidateQueries(trpc.similarity.pathFilter());
      onDone?.();
    },
  };
  return {
    save: useMutation(trpc.similarity.saveSettings.mutationOptions(options)),
    add: useMutation(trpc.similarity.entries.add.mutationOptions(options)),
    remove: useMutation(trpc.similarity.entries.remove.mutationOptions(options)),
  };
}
