import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { PolicySet } from '../../../shared/policy/index.ts';
import { displayText } from '../../lib/display-text.ts';
import { useShortcuts } from '../../lib/use-shortcuts.ts';
import { Badge } from '../../ui/badge.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { BacktestTab } from './backtest/backtest-tab.tsx';
import { PolicyActions } from './editor/policy-actions.tsx';
import { RulesTab } from './editor/rules-tab.tsx';
import { usePolicyDraft, useUnsavedWarning } from './editor/use-policy-draft.ts';
import { EvaluateTab } from './evaluate/evaluate-tab.tsx';
import { ModeBadge } from './mode-badge.tsx';
import { policySearchSchema, type PolicyTab } from './policies-search.ts';
import styles from './policy-page.module.css';
import { ShadowTab } from './shadow/shadow-tab.tsx';
import { usePolicy } from './use-policies.ts';
import { VersionsTab } from './versions/versions-tab.tsx';

/** One policy set: its rules, its versions, and what it would do. */
export function PolicyPage() {
  const { id = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const query = usePolicy(id);
  useShortcuts({ Escape: () => void navigate({ to: '/policies' }) });
  useUnsavedWarning();
  if (query.data !== undefined) return <LoadedPolicy key={id} set={query.data} />;
  return (
    <Page title="Policy" leading={<Back />}>
      {query.isError ? (
        <ErrorState
          title="The policy could not be loaded"
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <div className={styles.loading} aria-busy>
          <Skeleton height={34} />
          <Skeleton height={120} />
          <Skeleton height={260} />
        </div>
      )}
    </Page>
  );
}

function Back() {
  return (
    <Link to="/policies" tabIndex={-1}>
      <IconButton size="small" label="All policies" shortcut="Esc" icon={<ArrowLeft aria-hidden />} />
    </Link>
  );
}

function LoadedPolicy({ set }: { readonly set: PolicySet }) {
  const { tab = 'rules' } = useSearch({
    strict: false,
    select: (search) => policySearchSchema.parse(search),
  });
  const navigate = useNavigate();
  const edited = usePolicyDraft(set);
  const choose = (next: PolicyTab) =>
    void navigate({
      to: '.',
      search: (previous: object) => ({ ...previous, tab: next === 'rules' ? undefined : next }),
    });
  const name = displayText(edited.content.name, 120);
  return (
    <Page
      title={name === '' ? 'Policy without a name' : name}
      leading={<Back />}
      trailing={<Standing set={set} isChanged={edited.isChanged} />}
      actions={<PolicyActions set={set} edited={edited} />}
      layout="fill"
    >
      <Tabs<PolicyTab>
        label="Policy"
        className={styles.tabs}
        value={tab}
        onChange={choose}
        tabs={[
          { value: 'rules', label: 'Rules', content: <RulesTab edited={edited} /> },
          { value: 'versions', label: 'Versions', content: <VersionsTab set={set} /> },
          { value: 'test', label: 'Test', content: <EvaluateTab set={set} edited={edited} /> },
          { value: 'backtest', label: 'Backtest', content: <BacktestTab set={set} edited={edited} /> },
          { value: 'shadow', label: 'Shadow', content: <ShadowTab set={set} /> },
        ]}
      />
    </Page>
  );
}

/** What is in force, and what is not saved. */
function Standing({ set, isChanged }: { readonly set: PolicySet; readonly isChanged: boolean }) {
  const { published, latest } = set;
  return (
    <span className={styles.standing}>
      {published === null ? (
        <Badge title="It does nothing until a version is published">not published</Badge>
      ) : (
        <>
          <ModeBadge mode={published.content.mode} />
          <Badge title={`Version ${published.version} is in force`}>v{published.version} in force</Badge>
          {latest.version > published.version && (
            <Badge tone="accent" title={`Version ${latest.version} is saved and not published`}>
              v{latest.version} not published
            </Badge>
          )}
        </>
      )}
      {isChanged && <Badge tone="warning">not saved</Badge>}
    </span>
  );
}
