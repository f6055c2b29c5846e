import { QueryClient } from '@tanstack/react-query';
import { problemOf } from './problem.ts';
import { report } from './report.ts';
import { useConnectionStore } from './connection-store.ts';

const MAX_RETRIES = 2;

/** The cache of what the engine said. It asks again when the connection comes back. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        // The engine is on this machine or named by the user: whether the browser thinks it is online says nothing.
        networkMode: 'always',
        staleTime: 5_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < MAX_RETRIES && problemOf(error).retryable,
      },
      mutations: { networkMode: 'always' },
    },
  });
  useConnectionStore.subscribe(({ connection }, previous) => {
    if (connection.status === 'live' && previous.connection.status === 'lost') {
      client
        .invalidateQueries()
        .catch((error: unknown) => report('refreshing after the reconnection failed', error));
    }
  });
  return client;
}
