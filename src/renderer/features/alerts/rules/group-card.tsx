import { Copy, Download, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { formatDuration, type GroupState } from '../../../../shared/alert/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Card } from '../../../ui/card.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { ORIGIN_WORDS } from '../alert-words.tsx';
import styles from '../alerts-page.module.css';
import { useAlertChanges } from '../use-alerts.ts';
import { RuleRow } from './rule-row.tsx';
import { useExportRules } from './use-export-rules.ts';

export interface GroupCardProps {
  readonly group: GroupState;
  /** The rule of it that is opened. */
  readonly openKey: string | null;
  readonly onPick: (key: string) => void;
  /** Null: a new rule. */
  readonly onEdit: (ruleKey: string | null) => void;
  readonly onRemove: () => void;
}

export function GroupCard({ group, openKey, onPick, onEdit, onRemove }: GroupCardProps) {
  const now = useNow(5_000);
  const evaluated =
    group.lastEvaluatedAt === null
      ? 'not evaluated yet'
      : `evaluated ${formatRelative(group.lastEvaluatedAt, now)}`;
  return (
    <Card
      title={displayText(group.name, 120)}
      description={`${ORIGIN_WORDS[group.origin]} · every ${formatDuration(group.intervalMs)} · ${evaluated}`}
      flush
      actions={<GroupMenu group={group} onAdd={() => onEdit(null)} onRemove={onRemove} />}
    >
      <ul className={styles.list}>
        {group.rules.map((rule) => (
          <RuleRow
            key={rule.key}
            group={group}
            state={rule}
            isOpen={openKey === rule.key}
            onToggle={() => onPick(rule.key)}
            onEdit={() => onEdit(rule.key)}
          />
        ))}
      </ul>
    </Card>
  );
}

function GroupMenu({
  group,
  onAdd,
  onRemove,
}: {
  readonly group: GroupState;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}) {
  const { copyGroup } = useAlertChanges();
  const exportRules = useExportRules();
  const isOwn = group.origin === 'user';
  const copy = () =>
    copyGroup.mutate(
      { id: group.id },
      {
        onSuccess: ({ content }) =>
          showToast({ tone: 'ok', title: 'Copied', text: `${content.name} is yours to change.` }),
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not copied', text: problemText(error) ?? undefined }),
      },
    );
  return (
    <Menu
      align="end"
      trigger={<IconButton size="small" label={`Actions of ${group.name}`} icon={<Ellipsis aria-hidden />} />}
    >
      {isOwn && (
        <MenuItem icon={<Plus aria-hidden />} onSelect={onAdd}>
          Add rule
        </MenuItem>
      )}
      <MenuItem icon={<Copy aria-hidden />} onSelect={copy}>
        Copy to change
      </MenuItem>
      <MenuItem icon={<Download aria-hidden />} onSelect={() => exportRules(group)}>
        Export YAML
      </MenuItem>
      {isOwn && (
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={onRemove}>
          Remove group
        </MenuItem>
      )}
    </Menu>
  );
}
