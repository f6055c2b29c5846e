import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import type { GroupState } from '../../../../shared/alert/index.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import styles from '../alerts-page.module.css';
import { GroupCard } from './group-card.tsx';
import { ImportRulesDialog } from './import-rules-dialog.tsx';
import { RemoveGroupDialog } from './remove-group-dialog.tsx';
import { RuleDialog, type EditedRule } from './rule-dialog.tsx';

type Shown = 'all' | 'user' | 'shipped' | 'slo';

const SEGMENTS = [
  { value: 'all', label: 'All' },
  { value: 'user', label: 'Own' },
  { value: 'shipped', label: 'Shipped' },
  { value: 'slo', label: 'SLOs' },
] as const;

/** One's own first. */
const ORDER = { user: 0, slo: 1, shipped: 2 } as const;

type Open =
  | { readonly kind: 'rule'; readonly edited: EditedRule }
  | { readonly kind: 'import' }
  | { readonly kind: 'remove'; readonly group: GroupState };

/** Every rule with its state and health. */
export function RulesTab({ groups }: { readonly groups: readonly GroupState[] }) {
  const { group, rule } = useSearch({ from: '/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const [shown, setShown] = useState<Shown>('all');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const pick = (groupId: string, key: string) => {
    const isOpen = group === groupId && rule === key;
    void navigate({
      to: '/alerts',
      search: (search) => ({
        ...search,
        group: isOpen ? undefined : groupId,
        rule: isOpen ? undefined : key,
      }),
      replace: true,
    });
  };
  const listed = groups
    .filter(({ origin }) => shown === 'all' || origin === shown)
    .sort((a, b) => ORDER[a.origin] - ORDER[b.origin] || a.name.localeCompare(b.name));
  return (
    <div className={styles.stack}>
      <div className={styles.toolbar}>
        <SegmentedControl label="Which rules" value={shown} segments={SEGMENTS} onChange={setShown} />
        <span className={styles.actions}>
          <Button size="small" icon={<FileUp aria-hidden />} onClick={() => setOpen({ kind: 'import' })}>
            Import
          </Button>
          <Button
            size="small"
            variant="primary"
            icon={<Plus aria-hidden />}
            onClick={() => setOpen({ kind: 'rule', edited: { groupId: null, ruleKey: null } })}
          >
            New rule
          </Button>
        </span>
      </div>
      {listed.length === 0 && (
        <Card>
          <EmptyState title={shown === 'slo' ? 'No SLO makes rules yet' : 'No rules of your own yet'}>
            {shown === 'slo'
              ? 'An SLO brings its recording rules and burn-rate alerts with it.'
              : 'Make one, import a rule file of Prometheus, or copy a shipped group and change it.'}
          </EmptyState>
        </Card>
      )}
      {listed.map((each) => (
        <GroupCard
          key={each.id}
          group={each}
          openKey={group === each.id ? (rule ?? null) : null}
          onPick={(key) => pick(each.id, key)}
          onEdit={(ruleKey) => setOpen({ kind: 'rule', edited: { groupId: each.id, ruleKey } })}
          onRemove={() => setOpen({ kind: 'remove', group: each })}
        />
      ))}
      {open?.kind === 'rule' && (
        <RuleDialog
          edited={open.edited}
          groups={groups.filter(({ origin }) => origin === 'user')}
          onClose={close}
        />
      )}
      {open?.kind === 'import' && <ImportRulesDialog onClose={close} />}
      {open?.kind === 'remove' && <RemoveGroupDialog group={open.group} onClose={close} />}
    </div>
  );
}
