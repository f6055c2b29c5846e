import { Link, useNavigate } from '@tanstack/react-router';
import { Copy, Ellipsis, Star, Trash2 } from 'lucide-react';
import type { DashboardSummary } from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { formatAbsolute, formatRelative } from '../../../lib/format-time.ts';
import { problemText } from '../../../lib/problem.ts';
import { useNow } from '../../../lib/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { showToast } from '../../../ui/toast-store.ts';
import { openingSearch } from '../use-opening-range.ts';
import { useDashboardChanges } from '../use-dashboards.ts';
import styles from './dashboard-table.module.css';
import { useStars } from './stars.ts';

interface DashboardTableProps {
  readonly dashboards: readonly DashboardSummary[];
  readonly onRemove: (dashboard: DashboardSummary) => void;
}

export function DashboardTable({ dashboards, onRemove }: DashboardTableProps) {
  const now = useNow(10_000);
  const columns: readonly TableColumn<DashboardSummary>[] = [
    {
      id: 'star',
      header: 'Starred',
      isHeaderHidden: true,
      width: '36px',
      cell: ({ id, title }) => <StarButton id={id} title={title} />,
    },
    {
      id: 'title',
      header: 'Dashboard',
      width: '44%',
      wrap: true,
      cell: ({ id, title, description, rangeMs }) => (
        <div className={styles.name}>
          <Link to="/dashboards/$id" params={{ id }} search={openingSearch(rangeMs)}>
            <TextLink>{displayText(title, 100)}</TextLink>
          </Link>
          {description !== '' && <span className={styles.description}>{displayText(description, 160)}</span>}
        </div>
      ),
    },
    {
      id: 'tags',
      header: 'Tags',
      wrap: true,
      cell: ({ tags }) => (
        <span className={styles.tags}>
          {tags.map((tag) => (
            <Badge key={tag}>{displayText(tag, 30)}</Badge>
          ))}
        </span>
      ),
    },
    { id: 'panels', header: 'Panels', align: 'end', cell: ({ panels }) => formatCount(panels) },
    {
      id: 'changed',
      header: 'Changed',
      cell: ({ shipped, updatedAt, updatedBy }) =>
        shipped ? (
          <span className={styles.muted}>comes with Signalbox</span>
        ) : (
          <span className={styles.muted} title={formatAbsolute(updatedAt)}>
            {formatRelative(updatedAt, now)} by {displayText(updatedBy, 40)}
          </span>
        ),
    },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (dashboard) => <RowMenu dashboard={dashboard} onRemove={() => onRemove(dashboard)} />,
    },
  ];
  return <Table label="Dashboards" columns={columns} rows={dashboards} rowKey={({ id }) => id} />;
}

function StarButton({ id, title }: { readonly id: string; readonly title: string }) {
  const isStarred = useStars(({ ids }) => ids.includes(id));
  const toggle = useStars((store) => store.toggle);
  return (
    <IconButton
      size="small"
      label={`Star ${displayText(title, 80)}`}
      pressed={isStarred}
      className={isStarred ? styles.starred : undefined}
      icon={<Star aria-hidden />}
      onClick={() => toggle(id)}
    />
  );
}

function RowMenu({
  dashboard: { id, title, shipped },
  onRemove,
}: {
  readonly dashboard: DashboardSummary;
  readonly onRemove: () => void;
}) {
  const navigate = useNavigate();
  const { duplicate } = useDashboardChanges();
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          size="small"
          label={`Actions for ${displayText(title, 80)}`}
          icon={<Ellipsis aria-hidden />}
        />
      }
    >
      <MenuItem
        icon={<Copy aria-hidden />}
        onSelect={() =>
          duplicate.mutate(
            { id },
            {
              onSuccess: (copy) => void navigate({ to: '/dashboards/$id', params: { id: copy.id } }),
              onError: (error) =>
                showToast({ tone: 'error', title: 'Not duplicated', text: problemText(error) ?? undefined }),
            },
          )
        }
      >
        Duplicate
      </MenuItem>
      {!shipped && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden />} danger onSelect={onRemove}>
            Remove
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
