import { useQuery } from '@tanstack/react-query';
import type { Contrast, SimilarPrompt } from '../../../../shared/similarity.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { formatAbsolute } from '../../../lib/format-time.ts';
import { Badge } from '../../../ui/badge.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { useSpanSource } from '../span/span-source.ts';
import styles from './similar-prompts.module.css';

const MOST_SHOWN = 400;

const CONTRAST_WORDS: Readonly<Record<Contrast, string>> = {
  negation: 'one negates',
  antonym: 'opposite words',
  number: 'other numbers',
  name: 'other names',
  direction: 'other direction',
};

/** "Prompts like this one": of the same org and workspace, nearest first. */
export function SimilarPrompts({ traceId, spanId }: { readonly traceId: string; readonly spanId: string }) {
  const { data, error, refetch } = useQuery(useTRPC().similarity.like.queryOptions({ traceId, spanId }));
  if (data === undefined && error !== null) {
    return (
      <ErrorState title="Similar prompts could not be found" error={error} onRetry={() => void refetch()} />
    );
  }
  if (data === undefined) {
    return (
      <div className={styles.loading}>
        {[80, 64, 72].map((width) => (
          <Skeleton key={width} width={`${width}%`} />
        ))}
      </div>
    );
  }
  if (data.prompt === null) {
    return <EmptyState title="No prompt to compare">This call recorded no message of a user.</EmptyState>;
  }
  if (data.prompts.length === 0) {
    return (
      <EmptyState title="No prompt like this one">
        Prompts of calls through the gateway are compared, within one org and workspace.
      </EmptyState>
    );
  }
  return (
    <>
      <p className={styles.hint}>Prompts of the same org and workspace. Alike does not mean the same.</p>
      <ul className={styles.prompts} aria-label="Prompts like this one">
        {data.prompts.map((prompt) => (
          <SimilarPromptRow key={prompt.spanId} prompt={prompt} />
        ))}
      </ul>
    </>
  );
}

function SimilarPromptRow({ prompt }: { readonly prompt: SimilarPrompt }) {
  const { SpanLink: LinkTo } = useSpanSource();
  const { traceId, spanId, similarity, contrasts, excerpt, model, startUnixNano } = prompt;
  const share = Math.max(0, Math.min(1, similarity));
  const startedAt = new Date(Number(BigInt(startUnixNano) / 1_000_000n)).toISOString();
  return (
    <li className={styles.prompt}>
      <div className={styles.score} title={`Cosine ${similarity.toFixed(4)}`}>
        <span className={styles.figure}>{similarity.toFixed(2)}</span>
        <span className={styles.bar} aria-hidden>
          <span className={styles.filled} style={{ width: `${share * 100}%` }} />
        </span>
      </div>
      <div className={styles.what}>
        <p className={excerpt === null ? styles.missing : styles.excerpt}>
          {excerpt === null ? 'Its contents were not recorded' : displayText(excerpt, MOST_SHOWN)}
        </p>
        <p className={styles.facts}>
          {contrasts.length > 0 && (
            <Badge tone="warning" title="Alike, but they do not say the same">
              {contrasts.map((contrast) => CONTRAST_WORDS[contrast]).join(' · ')}
            </Badge>
          )}
          {model !== null && <span>{displayText(model, 60)}</span>}
          <time dateTime={startedAt}>{formatAbsolute(startedAt)}</time>
          <LinkTo traceId={traceId} spanId={spanId}>
            Open its trace
          </LinkTo>
        </p>
      </div>
    </li>
  );
}
