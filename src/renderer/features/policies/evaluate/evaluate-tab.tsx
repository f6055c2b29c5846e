import { useNavigate, useSearch } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import type { EvaluatedExchange, PolicySet } from '../../../../shared/policy/index.ts';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import type { EditedPolicy } from '../editor/use-policy-draft.ts';
import { policySearchSchema } from '../policies-search.ts';
import styles from './evaluate-tab.module.css';
import { EvaluationResult } from './evaluation-result.tsx';
import { RecordedExchanges } from './recorded-exchanges.tsx';
import { exchangeOf, NEW_TYPED, type TypedExchange } from './typed-exchange.ts';
import { TypedExchangeForm } from './typed-exchange-form.tsx';

const SOURCES = [
  { value: 'recorded', label: 'Recorded' },
  { value: 'typed', label: 'Typed' },
] as const;

interface EvaluateTabProps {
  readonly set: PolicySet;
  readonly edited: EditedPolicy;
}

/** One exchange, and what the set as it stands on the screen decides about it. */
export function EvaluateTab({ edited }: EvaluateTabProps) {
  const { trace, span } = useSearch({ strict: false, select: (search) => policySearchSchema.parse(search) });
  const navigate = useNavigate();
  const [source, setSource] = useState<'recorded' | 'typed'>('recorded');
  const [typed, setTyped] = useState<TypedExchange>(NEW_TYPED);
  const choose = (traceId: string) =>
    void navigate({
      to: '.',
      search: (previous: object) => ({ ...previous, trace: traceId, span: undefined }),
      replace: true,
    });
  const exchange: EvaluatedExchange | null =
    source === 'typed'
      ? exchangeOf(typed)
      : trace === undefined
        ? null
        : { traceId: trace, spanId: span ?? null };
  return (
    <div className={styles.tab}>
      <Card
        title="Exchange"
        actions={<SegmentedControl label="Exchange" value={source} segments={SOURCES} onChange={setSource} />}
      >
        {source === 'recorded' ? (
          <RecordedExchanges chosen={trace ?? null} onChoose={choose} />
        ) : (
          <TypedExchangeForm typed={typed} onChange={setTyped} />
        )}
      </Card>
      <Card title="Decision" description="of the rules as they stand on the screen, saved or not">
        {exchange === null ? (
          <EmptyState icon={<FlaskConical aria-hidden />} title="Choose an exchange">
            One that was recorded, or type one: what the policy decides about it stands here, with the reason
            of every rule.
          </EmptyState>
        ) : (
          <EvaluationResult edited={edited} exchange={exchange} />
        )}
      </Card>
    </div>
  );
}
