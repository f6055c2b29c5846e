import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/engine-client.ts';

export function usePolicies() {
  return useQuery(useTRPC().policies.list.queryOptions());
}

export function usePolicy(id: string) {
  return useQuery(useTRPC().policies.get.queryOptions({ id }));
}

/** What changes sets; what is shown of them is asked for again afterwards. */
export function usePolicyChanges() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const options = { onSuccess: () => cache.invalidateQueries(trpc.policies.pathFilter()) };
  return {
    create: useMutation(trpc.policies.create.mutationOptions(options)),
    importYaml: useMutation(trpc.policies.importYaml.mutationOptions(options)),
    save: useMutation(trpc.policies.save.mutationOptions(options)),
    publish: useMutation(trpc.policies.publish.mutationOptions(options)),
    unpublish: useMutation(trpc.policies.unpublish.mutationOptions(options)),
    remove: useMutation(trpc.policies.remove.mutationOptions(options)),
  };
}
