import { Pencil, Trash2 } from 'lucide-react';
import type { Route, RouteTarget, TargetHealth } from '../../../shared/route.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import styles from './route-table.module.css';
import { TargetState } from './target-state.tsx';

export interface RouteTableProps {
  readonly routes: readonly Route[];
  readonly health: readonly TargetHealth[];
  /** Names of the providers that there are; null until they are known. */
  readonly providers: ReadonlySet<string> | null;
  readonly onEdit: (route: Route) => void;
  readonly onRemove: (route: Route) => void;
}

export function RouteTable({ routes, health, providers, onEdit, onRemove }: RouteTableProps) {
  const columns: readonly TableColumn<Route>[] = [
    { id: 'model', header: 'Model name', wrap: true, cell: ({ model }) => <strong>{model}</strong> },
    {
      id: 'targets',
      header: 'Targets, in the order they are tried',
      wrap: true,
      cell: ({ targets }) => <Targets targets={targets} health={health} providers={providers} />,
    },
    { id: 'retry', header: 'Each tried', cell: ({ retry }) => times(retry.attempts) },
    {
      id: 'actions',
      header: 'Actions',
      isHeaderHidden: true,
      align: 'end',
      cell: (route) => (
        <span className={styles.actions}>
          <IconButton
            size="small"
            label={`Edit ${route.model}`}
            icon={<Pencil aria-hidden />}
            onClick={() => onEdit(route)}
          />
          <IconButton
            size="small"
            label={`Remove ${route.model}`}
            icon={<Trash2 aria-hidden />}
            onClick={() => onRemove(route)}
          />
        </span>
      ),
    },
  ];
  return <Table label="Routes" columns={columns} rows={routes} rowKey={({ model }) => model} />;
}

interface TargetsProps extends Pick<RouteTableProps, 'health' | 'providers'> {
  readonly targets: readonly RouteTarget[];
}

function Targets({ targets, health, providers }: TargetsProps) {
  const ordered = [...targets].sort((a, b) => a.rank - b.rank);
  return (
    <ol className={styles.targets}>
      {ordered.map((target, index) => {
        const name = `${target.provider}/${target.model}`;
        const share = shareOf(target, targets);
        const own = health.find((one) => one.target === name);
        return (
          <li key={`${name} ${index}`} className={styles.target}>
            <span className={styles.rank} title={`Rank ${target.rank}`}>
              {target.rank}
            </span>
            <code className={styles.name}>{name}</code>
            {share !== null && <span className={styles.share}>{share} %</span>}
            <span className={styles.state}>
              <TargetState health={own} hasProvider={providers?.has(target.provider) ?? true} />
            </span>
            {own !== undefined && own.state !== 'closed' && own.lastFailure !== null && (
              <span className={styles.cause}>{own.lastFailure}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Of the calls that come to its rank, in percent; null when it has them all. */
function shareOf(target: RouteTarget, targets: readonly RouteTarget[]): number | null {
  const rank = targets.filter((other) => other.rank === target.rank);
  if (rank.length === 1) return null;
  return Math.round((100 * target.weight) / rank.reduce((sum, { weight }) => sum + weight, 0));
}

function times(attempts: number): string {
  return attempts === 1 ? 'once' : `up to ${attempts} times`;
}
