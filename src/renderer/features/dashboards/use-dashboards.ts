import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '../../lib/engine-client.ts';

export function useDashboards() {
  return useQuery(useTRPC().dashboards.list.queryOptions());
}

export function useDashboard(id: string) {
  return useQuery(useTRPC().dashboards.get.queryOptions({ id }));
}

/** What changes dashboards; what is shown of them is asked for again afterwards. */
export function useDashboardChanges() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const options = { onSuccess: () => cache.invalidateQueries(trpc.dashboards.pathFilter()) };
  return {
    create: useMutation(trpc.dashboards.create.mutationOptions(options)),
    save: useMutation(trpc.dashboards.save.mutationOptions(options)),
    restore: useMutation(trpc.dashboards.restore.mutationOptions(options)),
    duplicate: useMutation(trpc.dashboards.duplicate.mutationOptions(options)),
    remove: useMutation(trpc.dashboards.remove.mutationOptions(options)),
  };
}
