import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from './engine-client.ts';
import type { KeyNames } from './limit-text.ts';

/** What the API keys are called. Empty until it is known, and the ids stand for themselves. */
export function useKeyNames(): KeyNames {
  const { data } = useQuery(useTRPC().keys.list.queryOptions());
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data]);
}
