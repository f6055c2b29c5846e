import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { DashboardModel, VariableValues } from '../../../../shared/dashboard/index.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { problemOf } from '../../../lib/problem.ts';
import { boundsOf, type TimeRange } from '../../../lib/time-range.ts';
import { useSourceNames } from '../sources/use-source-names.ts';
import { resolveVariables, valuesOf, type FetchOptions, type ResolvedVariable } from './resolve-variables.ts';
import { parseVariableQuery, pickValues } from './variable-query.ts';

const MAX_VALUES = 1_000;
/** A source that does not answer holds up no panel: it is asked again when the others have been shown. */
const ONCE = { staleTime: 30_000, retry: false };
const AGAIN_MS = 15_000;

export interface DashboardVariables {
  /** Null: not known yet, for the first time. */
  readonly resolved: readonly ResolvedVariable[] | null;
  /** Steady while no variable changes. */
  readonly values: VariableValues;
}

/**
 * The variables of a dashboard with what is chosen, found out anew when a choice or the range changes, with each refresh by
 * hand, and from time to time while some could not be had.
 */
export function useVariables(
  variables: DashboardModel['variables'],
  selection: Readonly<Record<string, readonly string[]>>,
  range: TimeRange,
  refreshes: number,
): DashboardVariables {
  const fetchOptions = useFetchOptions(range);
  const sources = useSourceNames().join('\n');
  const [resolved, setResolved] = useState<readonly ResolvedVariable[] | null>(null);
  const [attempts, setAttempts] = useState(0);
  const chosen = JSON.stringify(selection);
  useEffect(() => {
    let isOver = false;
    let again = 0;
    const picked = JSON.parse(chosen) as Record<string, string[]>;
    void resolveVariables(variables, picked, sources.split('\n'), fetchOptions).then((next) => {
      if (isOver) return;
      setResolved(next);
      const isLacking = next.some(({ problem }) => problem !== null && problemOf(problem).retryable);
      if (isLacking) again = window.setTimeout(() => setAttempts((before) => before + 1), AGAIN_MS);
    });
    return () => {
      isOver = true;
      window.clearTimeout(again);
    };
  }, [variables, chosen, sources, fetchOptions, refreshes, attempts]);
  const text = JSON.stringify(resolved === null ? [] : [...valuesOf(resolved)]);
  const values = useMemo(
    () =>
      new Map(
        JSON.parse(text) as [string, VariableValues extends ReadonlyMap<string, infer V> ? V : never][],
      ),
    [text],
  );
  return { resolved, values };
}

function useFetchOptions(range: TimeRange): FetchOptions {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMemo(
    () => async (variable, text) => {
      const query = parseVariableQuery(text);
      if (query === null) return [];
      const { from, to } = boundsOf(range, Date.now());
      // A range that moves is asked about by the minute, so that what was found is used again.
      const fromMs = Math.floor(Date.parse(from) / 60_000) * 60_000;
      const toMs = Math.ceil(Date.parse(to) / 60_000) * 60_000;
      const { source } = variable;
      const common = { fromMs, toMs, limit: MAX_VALUES, source };
      const ask = async (): Promise<string[]> => {
        switch (query.kind) {
          case 'values': {
            const match = query.selector === null ? [] : [query.selector];
            return cache.fetchQuery(
              trpc.metrics.labelValues.queryOptions({ ...common, match, name: query.label }, ONCE),
            );
          }
          case 'names':
            return cache.fetchQuery(trpc.metrics.labelNames.queryOptions({ ...common, match: [] }, ONCE));
          case 'metrics': {
            const match =
              query.pattern === '' ? [] : [`{__name__=~${JSON.stringify(`.*(${query.pattern}).*`)}}`];
            return cache.fetchQuery(
              trpc.metrics.labelValues.queryOptions({ ...common, match, name: '__name__' }, ONCE),
            );
          }
          case 'result': {
            const { expr } = query;
            const result = await cache.fetchQuery(
              trpc.metrics.instant.queryOptions({ expr, atMs: toMs, source }, ONCE),
            );
            return result.kind === 'vector' ? result.samples.map(({ labels }) => seriesText(labels)) : [];
          }
        }
      };
      return pickValues(await ask(), variable);
    },
    [trpc, cache, range],
  );
}

/** As `query_result` of Grafana writes a series, so that patterns written for it match. */
function seriesText(labels: Readonly<Record<string, string>>): string {
  const { __name__: name = '', ...others } = labels;
  return `${name}{${Object.entries(others)
    .map(([key, value]) => `${key}="${value}"`)
    .join(',')}}`;
}
