import { Link, useNavigate } from '@tanstack/react-router';
import { Copy, Download, Ellipsis, Trash2 } from 'lucide-react';
import type { PolicyHits } from '../../../../shared/policy-hits.ts';
import type { PolicySet } from '../../../../shared/policy/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount, formatTally } from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { useDraftStore } from '../editor/draft-store.ts';
import { ModeBadge } from '../mode-badge.tsx';
import { scopeText } from '../scope-text.ts';
import { useExportYaml } from '../use-export-yaml.ts';
import { usePolicyChanges } from '../use-policies.ts';
import { inForce, inOrderOfAsking } from './policy-order.ts';
import styles from './policy-table.module.css';
import { usePolicyHits } from './use-policy-hits.ts';

const REFRESH_MS = 10_000;

export interface PolicyTableProps {
  readonly sets: readonly PolicySet[];
  readonly onRemove: (set: PolicySet) => void;
}

export function PolicyTable({ sets, onRemove }: PolicyTableProps) {
  const now = useNow(REFRESH_MS);
  const hits = usePolicyHits();
  const columns: readonly TableColumn<PolicySet>[] = [
    {
      id: 'name',
      header: 'Policy',
      width: '30%',
      wrap: true,
      cell: (set) => (
        <div className={styles.name}>
          <Link to="/policies/$id" params={{ id: set.id }}>
            <TextLink>{displayText(set.latest.content.name, 100)}</TextLink>
          </Link>
          {set.latest.content.description !== '' && (
            <span className={styles.description}>{displayText(set.latest.content.description, 140)}</span>
          )}
        </div>
      ),
    },
    {
      id: 'scope',
      header: 'For',
      wrap: true,
      cell: (set) => <span className={styles.text}>{displayText(scopeText(inForce(set).scope), 120)}</span>,
    },
    {
      id: 'priority',
      header: 'Priority',
      align: 'end',
      cell: (set) => <span className={styles.number}>{inForce(set).priority}</span>,
    },
    { id: 'mode', header: 'Mode', cell: (set) => <ModeBadge mode={inForce(set).mode} /> },
    { id: 'state', header: 'In force', cell: (set) => <Standing set={set} /> },
    {
      id: 'rules',
      header: 'Rules',
      align: 'end',
      cell: (set) => <span className={styles.number}>{formatCount(inForce(set).rules.length)}</span>,
    },
    {
      id: 'hits',
      header: 'Hits',
      align: 'end',
      cell: (set) => <Hits hits={set.published === null ? null : hits?.get(set.id)} />,
    },
    {
      id: 'changed',
      header: 'Changed',
      cell: ({ latest }) => (
        <span className={styles.muted} title={formatAbsolute(latest.savedAt)}>
          {formatRelative(latest.savedAt, now)} by {displayText(latest.savedBy, 40)}
        </span>
      ),
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (set) => <RowMenu set={set} onRemove={() => onRemove(set)} />,
    },
  ];
  return <Table label="Policies" columns={columns} rows={inOrderOfAsking(sets)} rowKey={({ id }) => id} />;
}

/** Null: the set is not published, so it is asked about nothing. */
function Hits({ hits }: { readonly hits: PolicyHits | null | undefined }) {
  if (hits === null || hits === undefined) return <span className={styles.muted}>–</span>;
  const title = `A rule matched ${formatCount(hits.hits)} of the ${formatCount(hits.exchanges)} calls of the range that it was asked about`;
  return (
    <span className={styles.number} title={title}>
      {formatTally(hits.hits)}
    </span>
  );
}

function Standing({ set }: { readonly set: PolicySet }) {
  const { published, latest } = set;
  const isEdited = useDraftStore(({ drafts }) => drafts[set.id] !== undefined);
  return (
    <span className={styles.standing}>
      {published === null ? (
        <Badge title="It does nothing until a version is published">not published</Badge>
      ) : (
        <span title={`Version ${published.version} is in force`}>v{published.version}</span>
      )}
      {published !== null && latest.version > published.version && (
        <Badge tone="accent" title={`Version ${latest.version} is saved and not published`}>
          v{latest.version} waits
        </Badge>
      )}
      {isEdited && (
        <Badge tone="warning" title="Changed in this window and not saved">
          not saved
        </Badge>
      )}
    </span>
  );
}

function RowMenu({ set, onRemove }: { readonly set: PolicySet; readonly onRemove: () => void }) {
  const exportYaml = useExportYaml();
  const navigate = useNavigate();
  const { create } = usePolicyChanges();
  const { content } = set.latest;
  const duplicate = () =>
    create.mutate(
      { content: { ...content, name: `${content.name} (copy)`.slice(0, 200) } },
      {
        onSuccess: ({ id }) => void navigate({ to: '/policies/$id', params: { id } }),
        onError: (error) =>
          showToast({ tone: 'error', title: 'Not duplicated', text: problemText(error) ?? undefined }),
      },
    );
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          size="small"
          label={`Actions for ${displayText(content.name, 80)}`}
          icon={<Ellipsis aria-hidden />}
        />
      }
    >
      <MenuItem icon={<Download aria-hidden />} onSelect={() => exportYaml({ id: set.id })}>
        Export as YAML
      </MenuItem>
      <MenuItem icon={<Copy aria-hidden />} onSelect={duplicate}>
        Duplicate
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={onRemove}>
        Remove
      </MenuItem>
    </Menu>
  );
}
