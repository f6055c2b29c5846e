import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileUp, Plus, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { useShortcuts } from '../../../lib/use-shortcuts.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { policiesSearchSchema } from '../policies-search.ts';
import { usePolicies } from '../use-policies.ts';
import { CreatePolicyDialog } from './create-policy-dialog.tsx';
import { ImportPolicyDialog } from './import-policy-dialog.tsx';
import styles from './policies-page.module.css';
import { PolicyTable } from './policy-table.tsx';
import { RemovePolicyDialog } from './remove-policy-dialog.tsx';

type Open = { readonly kind: 'import' } | { readonly kind: 'remove'; readonly set: PolicySet };

/** The policy sets, in the order in which calls are asked about them. */
export function PoliciesPage() {
  const query = usePolicies();
  const navigate = useNavigate();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { create: isCreating = false } = useSearch({
    strict: false,
    select: (search) => policiesSearchSchema.parse(search),
  });
  const setCreating = (isOpen: boolean) =>
    void navigate({
      to: '.',
      search: (previous: object) => ({ ...previous, create: isOpen || undefined }),
      replace: true,
    });
  const create = () => setCreating(true);
  useShortcuts({ n: create });
  const openSet = ({ id }: PolicySet) => void navigate({ to: '/policies/$id', params: { id } });
  const sets = query.data;
  return (
    <Page
      title="Policies"
      hasTimeRange
      actions={
        <>
          <Button size="small" icon={<FileUp aria-hidden />} onClick={() => setOpen({ kind: 'import' })}>
            Import
          </Button>
          <Button size="small" variant="primary" icon={<Plus aria-hidden />} onClick={create}>
            New policy
          </Button>
        </>
      }
    >
      <Card
        title="Policy sets"
        description="asked from the top: by priority, then the narrower scope, then the older"
        flush
      >
        {query.error !== null && sets === undefined && (
          <ErrorState
            title="The policies could not be loaded"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.isPending && (
          <div className={styles.loading} aria-busy>
            <Skeleton height={24} />
            <Skeleton height={24} />
            <Skeleton height={24} />
          </div>
        )}
        {sets?.length === 0 && (
          <EmptyState
            icon={<ScrollText aria-hidden />}
            title="No policies yet"
            actions={
              <>
                <Button variant="primary" icon={<Plus aria-hidden />} onClick={create}>
                  New policy
                </Button>
                <Button icon={<FileUp aria-hidden />} onClick={() => setOpen({ kind: 'import' })}>
                  Import YAML
                </Button>
              </>
            }
          >
            A policy says what is done with which calls: block, cap, redact, flag, answer with another model.
            Try one on recorded traffic before you publish it; until then it does nothing.
          </EmptyState>
        )}
        {sets !== undefined && sets.length > 0 && (
          <PolicyTable sets={sets} onRemove={(set) => setOpen({ kind: 'remove', set })} />
        )}
      </Card>
      {isCreating && <CreatePolicyDialog onCreated={openSet} onClose={() => setCreating(false)} />}
      {open?.kind === 'import' && <ImportPolicyDialog onCreated={openSet} onClose={close} />}
      {open?.kind === 'remove' && <RemovePolicyDialog set={open.set} onClose={close} />}
    </Page>
  );
}
