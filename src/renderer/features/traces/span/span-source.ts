import { createContext, use, type ComponentType, type ReactNode } from 'react';
import type { SpanDetail } from '../../../../shared/span-detail.ts';

export interface SpanAnswer {
  readonly data: SpanDetail | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

export interface SpanLinkProps {
  readonly traceId: string;
  readonly spanId: string;
  readonly children: ReactNode;
}

export interface FilterLinkProps {
  readonly attribute: string;
  readonly value: string;
  readonly isExcluded: boolean;
}

export interface SpanPosition {
  readonly traceId: string;
  readonly spanId: string;
}

export interface PolicyLinkProps {
  readonly setId: string;
  readonly ruleId?: string;
  readonly children: ReactNode;
}

/** Where the panel of a span has its data from, and where its links lead: an engine, or the file of a shared trace. */
export interface SpanSource {
  /** A hook: one span, the one before it while it comes. */
  readonly useSpan: (traceId: string, spanId: string) => SpanAnswer;
  /** A hook: some spans, as far as they have come. */
  readonly useSpans: (traceId: string, spanIds: readonly string[]) => readonly SpanDetail[];
  /** The whole span as JSON text. Rejects with the signal's reason when it is aborted. */
  readonly loadJson: (
    traceId: string,
    spanId: string,
    options: { readonly signal: AbortSignal; readonly onShare: (share: number) => void },
  ) => Promise<string>;
  /** A link to a span of this or another trace. */
  readonly SpanLink: ComponentType<SpanLinkProps>;
  /** A link to the traces that have, or have not, an attribute's value; null where there is no list to lead to. */
  readonly FilterLink: ComponentType<FilterLinkProps> | null;
  /** A link to a policy set, or a rule of it; null where there are no policies to lead to. */
  readonly PolicyLink: ComponentType<PolicyLinkProps> | null;
  /** Leads to the test of a policy with an exchange; null where there are no policies. */
  readonly TestPolicy: ComponentType<SpanPosition> | null;
}

export const SpanSourceContext = createContext<SpanSource | null>(null);

export function useSpanSource(): SpanSource {
  const source = use(SpanSourceContext);
  if (source === null) throw new Error('The panel of a span needs a SpanSourceContext around it.');
  return source;
}
