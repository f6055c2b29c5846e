import { SignalboxError } from '../../shared/errors.ts';
import type { SpanLinkProps, SpanSource } from '../features/traces/span/span-source.ts';
import type { EmbeddedTrace } from './embedded-trace.ts';
import styles from './shared-trace.module.css';

/** Spans as the file has them; links lead to spans of the file only. */
export function fileSpanSource(
  { head, spanOf }: EmbeddedTrace,
  onSelect: (spanId: string) => void,
): SpanSource {
  const missing = (spanId: string) => new SignalboxError('SPAN_NOT_FOUND', { spanId, traceId: head.traceId });
  return {
    useSpan: (_traceId, spanId) => {
      const data = spanOf(spanId);
      return { data, error: data === undefined ? missing(spanId) : null, retry: () => undefined };
    },
    useSpans: (_traceId, spanIds) => spanIds.flatMap((spanId) => spanOf(spanId) ?? []),
    loadJson: (_traceId, spanId) => {
      const detail = spanOf(spanId);
      return detail === undefined
        ? Promise.reject(missing(spanId))
        : Promise.resolve(JSON.stringify(detail.span));
    },
    SpanLink: ({ traceId, spanId, children }: SpanLinkProps) =>
      traceId === head.traceId && spanOf(spanId) !== undefined ? (
        <button type="button" className={styles.link} onClick={() => onSelect(spanId)}>
          {children}
        </button>
      ) : (
        <span title="Not in this file">{children}</span>
      ),
    FilterLink: null,
    PolicyLink: null,
    TestPolicy: null,
  };
}
