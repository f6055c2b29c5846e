import { createContext, useContext } from 'react';
import { z } from 'zod';
import type { EngineEndpoint } from './engine-endpoint.ts';

/** The endpoint for what does not travel over the socket: bytes. */
export const EngineEndpointContext = createContext<EngineEndpoint | null>(null);

export function useEngineEndpoint(): EngineEndpoint {
  const endpoint = useContext(EngineEndpointContext);
  if (endpoint === null) throw new Error('There is no EngineEndpointContext above this component.');
  return endpoint;
}

export const problemSchema = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  retryable: z.boolean(),
});

/** An HTTP call to the engine that failed, with what the engine said; null when it did not answer. */
export class EngineProblem extends Error {
  readonly problem: z.infer<typeof problemSchema> | null;

  constructor(problem: z.infer<typeof problemSchema> | null, options?: ErrorOptions) {
    super(problem?.message ?? 'The engine did not answer.', options);
    this.problem = problem;
  }
}

/**
 * Asks the engine's own door for bytes, as the console that the socket knows.
 * @throws EngineProblem
 */
export async function fetchBytes(
  endpoint: EngineEndpoint,
  path: string,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  const url = await endpoint.httpUrl(path);
  const token = endpoint.token();
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  try {
    const response = await fetch(url, { signal, headers });
    if (response.ok) return await response.arrayBuffer();
    const { error } = z.object({ error: problemSchema }).parse(await response.json());
    throw new EngineProblem(error);
  } catch (cause) {
    if (cause instanceof EngineProblem || signal.aborted) throw cause;
    throw new EngineProblem(null, { cause });
  }
}
