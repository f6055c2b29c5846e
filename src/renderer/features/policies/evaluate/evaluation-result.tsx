import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { EvaluatedExchange, PolicyContent, PolicyEvaluation } from '../../../../shared/policy/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { formatMicros } from '../../../lib/format.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import type { EditedPolicy } from '../editor/use-policy-draft.ts';
import { effectLines } from './effect-lines.ts';
import styles from './evaluation-result.module.css';
import { RuleResults } from './rule-results.tsx';

interface EvaluationResultProps {
  readonly edited: EditedPolicy;
  readonly exchange: EvaluatedExchange;
}

const OUTCOMES: Readonly<Record<string, { label: string; tone: Tone }>> = {
  pass: { label: 'Passes', tone: 'ok' },
  allow: { label: 'Allowed', tone: 'ok' },
  flag: { label: 'Flagged', tone: 'warning' },
  modify: { label: 'Changed', tone: 'warning' },
  block: { label: 'Blocked', tone: 'error' },
};

/** What the set decides about the exchange, and why. */
export function EvaluationResult({ edited, exchange }: EvaluationResultProps) {
  const trpc = useTRPC();
  const content = useDeferredValue(edited.readyContent);
  const asked = useDeferredValue(exchange);
  const query = useQuery(
    trpc.policies.evaluate.queryOptions(
      { sets: content === null ? [] : [content], exchanges: [asked] },
      { enabled: content !== null, placeholderData: keepPreviousData, retry: false },
    ),
  );
  if (content === null) {
    return (
      <p className={styles.note}>
        <TriangleAlert aria-hidden /> The rules cannot be asked as they stand: what is wrong is marked red
        under Rules.
      </p>
    );
  }
  if (query.error !== null) {
    return (
      <ErrorState
        title="The exchange could not be tested"
        error={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  const [evaluation] = query.data ?? [];
  if (evaluation === undefined) {
    return (
      <div className={styles.result} aria-busy>
        <Skeleton height={28} />
        <Skeleton height={120} />
      </div>
    );
  }
  return <Evaluation content={content} evaluation={evaluation} />;
}

interface EvaluationProps {
  readonly content: PolicyContent;
  readonly evaluation: PolicyEvaluation;
}

function Evaluation({ content, evaluation }: EvaluationProps) {
  const { traceId, spanId, incomplete, effects, shadow, sets } = evaluation;
  const [set] = sets;
  if (set === undefined) {
    return (
      <p className={styles.note}>
        <TriangleAlert aria-hidden />
        {content.mode === 'off'
          ? 'The policy is off, so it is not asked. Set its mode to shadow or enforce.'
          : 'The policy is not asked about this exchange: it is for others.'}
      </p>
    );
  }
  const outcome = OUTCOMES[set.outcome] ?? { label: set.outcome, tone: 'neutral' as const };
  const lines = effectLines(content.mode === 'shadow' ? (shadow ?? effects) : effects);
  return (
    <div className={styles.result}>
      <div className={styles.head} aria-live="polite">
        <Badge tone={outcome.tone}>{outcome.label}</Badge>
        {content.mode === 'shadow' && <span className={styles.muted}>in shadow: it would be so</span>}
        <span className={styles.micros}>{formatMicros(set.micros)}</span>
        {traceId !== null && (
          <Link to="/traces/$traceId" params={{ traceId }} search={spanId === null ? {} : { span: spanId }}>
            <TextLink>Open the trace</TextLink>
          </Link>
        )}
      </div>
      {incomplete !== null && (
        <p className={styles.note}>
          <TriangleAlert aria-hidden /> {sentence(displayText(incomplete, 300))}
        </p>
      )}
      {lines.length > 0 && (
        <ul className={styles.effects} aria-label="What happens">
          {lines.map((line, index) => (
            <li key={index}>{displayText(line, 300)}</li>
          ))}
        </ul>
      )}
      <RuleResults rules={content.rules} results={set.rules} />
    </div>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
