import { createTRPCClient, createWSClient, wsLink, type TRPCClient } from '@trpc/client';
import { createTRPCContext } from '@trpc/tanstack-react-query';
import { z } from 'zod';
import { cancelLink } from './cancel-link.ts';
import { useConnectionStore } from './connection-store.ts';
import type { ConsoleRouter } from './console-router.ts';
import { report } from './report.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';

/** The typed protocol for components: `const trpc = useTRPC()`, then TanStack Query with `trpc.x.y.queryOptions()`. */
export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<ConsoleRouter>();

export type EngineClient = TRPCClient<ConsoleRouter>;

const RETRY_FIRST_MS = 250;
const RETRY_LONGEST_MS = 5_000;

/** Waits longer after each failure, up to five seconds. */
export function retryDelay(attempt: number): number {
  return Math.min(RETRY_FIRST_MS * 2 ** attempt, RETRY_LONGEST_MS);
}

/**
 * One WebSocket to the engine for everything. It reconnects by itself; tRPC then sends the open subscriptions again with
 * the id of their last event. What happens to it is told to the connection store.
 */
export function createEngineClient(endpoint: EngineEndpoint): EngineClient {
  const { opened, lost, refused } = useConnectionStore.getState();
  let closedForGood = false;
  const socket = createWSClient({
    url: () => endpoint.socketUrl(),
    connectionParams: () => {
      const token = endpoint.token();
      return token === null ? {} : { token };
    },
    retryDelayMs: retryDelay,
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 4_000 },
    experimental_encoder: {
      encode: (message) => JSON.stringify(message),
      decode: (data) => {
        const message: unknown = JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data));
        if (isRefusal(message)) refuse();
        return message;
      },
    },
    onOpen: opened,
    onClose: (cause) => {
      if (cause?.code === CLOSE_UNAUTHORISED) refuse();
      else if (!closedForGood) lost('The connection to the engine was lost');
    },
  });
  function refuse(): void {
    closedForGood = true;
    refused();
    socket.close().catch((error: unknown) => report('closing the refused connection failed', error));
  }
  return createTRPCClient<ConsoleRouter>({
    links: [
      cancelLink((error) => report('a query could not be cancelled', error)),
      wsLink({ client: socket }),
    ],
  });
}

const CLOSE_UNAUTHORISED = 4401;

/** tRPC answers a connection that its context refuses with an error without an id, which the client itself ignores. */
const refusalSchema = z.object({
  id: z.null(),
  error: z.object({ data: z.object({ code: z.literal('UNAUTHORIZED') }) }),
});

function isRefusal(message: unknown): boolean {
  return refusalSchema.safeParse(message).success;
}
