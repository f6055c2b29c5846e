import { useQuery } from '@tanstack/react-query';
import { Play, Plus, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { displayText } from '../../../lib/display-text.ts';
import { useTRPC } from '../../../lib/engine-client.ts';
import { problemText } from '../../../lib/problem.ts';
import { Banner } from '../../../ui/banner.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Labelled } from '../../../ui/labelled.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { Switch } from '../../../ui/switch.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useEstimate, useStartLoad } from '../use-load.ts';
import { CostWarning, EstimateLine } from './estimate.tsx';
import styles from './launcher.module.css';
import {
  hostToConfirm,
  newDraft,
  newRequest,
  planOf,
  type DraftProblems,
  type PlanDraft,
} from './plan-draft.ts';
import { RequestFields } from './request-fields.tsx';
import { ShapeFields } from './shape-fields.tsx';
import { ShapePreview } from './shape-preview.tsx';

interface LauncherCardProps {
  /** One runs already. */
  readonly isBusy: boolean;
  readonly onStarted: (id: string) => void;
}

/** What is to be loaded, how, and what must hold. */
export function LauncherCard({ isBusy, onStarted }: LauncherCardProps) {
  const [draft, setDraft] = useState(newDraft);
  const change = (part: Partial<PlanDraft>) => setDraft((before) => ({ ...before, ...part }));
  const { plan, problems } = useMemo(() => planOf(draft), [draft]);
  const estimate = useEstimate(useDeferredValue(plan)).data;
  const start = useStartLoad(onStarted);
  const host = hostToConfirm(draft);
  const isPaid = (estimate?.paidProviders.length ?? 0) > 0;
  const isAllowed = (host === null || draft.confirmedHost === host) && (!isPaid || draft.mayCost);
  return (
    <Card title="New load test">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (plan !== null && isAllowed && !isBusy) start.mutate(plan);
        }}
      >
        <div className={styles.columns}>
          <div className={styles.group}>
            <TargetFields draft={draft} problems={problems} host={host} onChange={change} />
            <MixFields draft={draft} problem={problems.requests} onChange={change} />
          </div>
          <div className={styles.group}>
            <ShapeFields draft={draft} problem={problems.shape} onChange={change} />
            {plan === null ? (
              <div className={styles.noPreview}>What is wrong is marked.</div>
            ) : (
              <ShapePreview plan={plan} />
            )}
            <JudgeFields draft={draft} problems={problems} onChange={change} />
          </div>
        </div>
        {estimate !== undefined && plan !== null && (
          <CostWarning
            estimate={estimate}
            mayCost={draft.mayCost}
            onChange={(mayCost) => change({ mayCost })}
          />
        )}
        <div className={styles.footer}>
          <EstimateLine estimate={plan === null ? undefined : estimate} />
          {start.error !== null && (
            <p role="alert" className={styles.problem}>
              {problemText(start.error)}
            </p>
          )}
          <Button
            type="submit"
            variant="primary"
            icon={<Play aria-hidden />}
            busy={start.isPending}
            disabled={plan === null || !isAllowed || isBusy}
          >
            {isBusy ? 'A test is running' : 'Start load test'}
          </Button>
        </div>
      </form>
    </Card>
  );
}

interface FieldsProps {
  readonly draft: PlanDraft;
  readonly problems: DraftProblems;
  readonly onChange: (change: Partial<PlanDraft>) => void;
}

function TargetFields({ draft, problems, host, onChange }: FieldsProps & { readonly host: string | null }) {
  return (
    <>
      <div className={styles.row}>
        <TextField
          label="Name"
          className={styles.model}
          value={draft.name}
          error={problems.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <Labelled label="Target">
          <SegmentedControl
            label="Target"
            value={draft.target}
            segments={[
              { value: 'gateway', label: 'This gateway' },
              { value: 'url', label: 'Another address' },
            ]}
            onChange={(target) => onChange({ target })}
          />
        </Labelled>
      </div>
      {draft.target === 'url' && (
        <TextField
          label="Address"
          monospace
          value={draft.url}
          error={problems.url}
          onChange={(event) => onChange({ url: event.target.value })}
        />
      )}
      {host !== null && (
        <Banner tone="warning" icon={<TriangleAlert aria-hidden />}>
          <TextField
            label={`${displayText(host, 120)} is not on this machine. Load only what is yours; type its host to confirm`}
            monospace
            value={draft.confirmedHost}
            onChange={(event) => onChange({ confirmedHost: event.target.value })}
          />
        </Banner>
      )}
    </>
  );
}

function MixFields({
  draft: { requests },
  problem,
  onChange,
}: {
  readonly draft: PlanDraft;
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<PlanDraft>) => void;
}) {
  const models = useQuery(useTRPC().routes.models.queryOptions());
  const names = (models.data ?? []).map(({ id }) => id);
  return (
    <>
      {requests.map((request) => (
        <RequestFields
          key={request.key}
          request={request}
          models={names}
          canRemove={requests.length > 1}
          onChange={(part) =>
            onChange({
              requests: requests.map((each) => (each.key === request.key ? { ...each, ...part } : each)),
            })
          }
          onRemove={() => onChange({ requests: requests.filter(({ key }) => key !== request.key) })}
        />
      ))}
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <Button
        size="small"
        variant="ghost"
        className={styles.add}
        icon={<Plus aria-hidden />}
        disabled={requests.length >= 20}
        onClick={() => onChange({ requests: [...requests, newRequest()] })}
      >
        Another request in the mix
      </Button>
    </>
  );
}

function JudgeFields({ draft, problems, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label="Thresholds"
        monospace
        hint="p50 to p99.99, avg, max, also ttft_p95, gap_p99, tps_avg; error_rate, dropped, rps"
        value={draft.thresholds}
        error={problems.thresholds}
        onChange={(event) => onChange({ thresholds: event.target.value })}
      />
      <div className={styles.row}>
        <TextField
          label="Warm-up, s"
          className={styles.number}
          inputMode="decimal"
          value={draft.warmUp}
          onChange={(event) => onChange({ warmUp: event.target.value })}
        />
        <TextField
          label="Time limit, s"
          className={styles.number}
          inputMode="decimal"
          value={draft.timeoutSeconds}
          onChange={(event) => onChange({ timeoutSeconds: event.target.value })}
        />
        <TextField
          label="Calls at most"
          className={styles.number}
          inputMode="numeric"
          value={draft.maxRequests}
          onChange={(event) => onChange({ maxRequests: event.target.value })}
        />
        <span className={styles.switch}>
          <Switch
            label="Abort when a threshold fails"
            checked={draft.abortOnFail}
            onChange={(abortOnFail) => onChange({ abortOnFail })}
          />
          <span aria-hidden>Abort when one fails</span>
        </span>
      </div>
      {problems.form !== undefined && (
        <p role="alert" className={styles.problem}>
          {problems.form}
        </p>
      )}
    </>
  );
}
