import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Filter, FilterX } from 'lucide-react';
import { useMemo } from 'react';
import { printClause } from '../../../../shared/filter/index.ts';
import { useTRPC, useTRPCClient, type EngineClient } from '../../../lib/engine-client.ts';
import { displayText } from '../../../lib/display-text.ts';
import { TextLink } from '../../../ui/text-link.tsx';
import { TestPolicyMenu } from './decisions/test-policy-menu.tsx';
import type {
  FilterLinkProps,
  PolicyLinkProps,
  SpanAnswer,
  SpanLinkProps,
  SpanSource,
} from './span-source.ts';
import styles from './attribute-table.module.css';

/** Spans as the connected engine answers them. */
export function useEngineSpanSource(): SpanSource {
  const client = useTRPCClient();
  return useMemo(
    () => ({
      useSpan: useEngineSpan,
      useSpans: useEngineSpans,
      loadJson: (traceId, spanId, options) => loadJson(client, traceId, spanId, options),
      SpanLink,
      FilterLink,
      PolicyLink,
      TestPolicy: TestPolicyMenu,
    }),
    [client],
  );
}

function useEngineSpan(traceId: string, spanId: string): SpanAnswer {
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.traces.span.queryOptions({ traceId, spanId }, { placeholderData: keepPreviousData }),
  );
  return { data, error, retry: () => void refetch() };
}

function useEngineSpans(traceId: string, spanIds: readonly string[]) {
  const trpc = useTRPC();
  const queries = spanIds.map((spanId) => trpc.traces.span.queryOptions({ traceId, spanId }));
  return useQueries({ queries }).flatMap(({ data }) => (data === undefined ? [] : [data]));
}

/** The text comes in pieces; should the connection be lost, it comes again from its beginning. */
function loadJson(
  client: EngineClient,
  traceId: string,
  spanId: string,
  { signal, onShare }: Parameters<SpanSource['loadJson']>[2],
): Promise<string> {
  return new Promise((resolve, reject) => {
    let pieces: string[] = [];
    let stop = () => undefined as void;
    const onAbort = () => {
      stop();
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    };
    const end = () => signal.removeEventListener('abort', onAbort);
    signal.addEventListener('abort', onAbort);
    const subscription = client.traces.spanJson.subscribe(
      { traceId, spanId },
      {
        onData: ({ at, piece, length }) => {
          if (at === 0) pieces = [];
          pieces.push(piece);
          onShare((at + piece.length) / length);
        },
        onComplete: () => {
          end();
          resolve(pieces.join(''));
        },
        onError: (error) => {
          end();
          reject(error);
        },
      },
    );
    stop = () => subscription.unsubscribe();
  });
}

function SpanLink({ traceId, spanId, children }: SpanLinkProps) {
  return (
    <Link to="/traces/$traceId" params={{ traceId }} search={{ span: spanId }}>
      <TextLink>{children}</TextLink>
    </Link>
  );
}

function FilterLink({ attribute, value, isExcluded }: FilterLinkProps) {
  const clause = printClause(`@${attribute}`, ':', value);
  const what = `${displayText(attribute, 60)}: ${displayText(value, 60)}`;
  const name = isExcluded ? `Traces without ${what}` : `Traces with ${what}`;
  return (
    <Link
      to="/traces"
      search={{ q: isExcluded ? `not ${clause}` : clause }}
      className={styles.action}
      aria-label={name}
      title={name}
    >
      {isExcluded ? <FilterX size={13} aria-hidden /> : <Filter size={13} aria-hidden />}
    </Link>
  );
}

function PolicyLink({ setId, ruleId, children }: PolicyLinkProps) {
  return (
    <Link to="/policies/$id" params={{ id: setId }} search={{ rule: ruleId }}>
      <TextLink>{children}</TextLink>
    </Link>
  );
}
