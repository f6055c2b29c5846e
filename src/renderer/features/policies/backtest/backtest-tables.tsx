import { useState } from 'react';
import type { BacktestFigures } from '../../../../shared/backtest.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table, type TableColumn, type TableProps } from '../../../ui/table.tsx';
import styles from './backtest-tab.module.css';
import { CHANGE_NAMES } from './change-names.ts';
import { signedMoney } from './signed.ts';

type RuleFigure = BacktestFigures['rules'][number];
type ScopeFigure = BacktestFigures['scopes'][number];
type Transition = BacktestFigures['transitions'][number];
type Counts = Pick<RuleFigure, 'exchanges' | 'changed' | 'blocked' | 'unblocked' | 'spendNanos'>;

/** Of a table, before it is asked for the others. */
const FIRST_ROWS = 12;

export interface ChosenRule {
  readonly setId: string;
  readonly ruleId: string;
}

interface BacktestTablesProps {
  readonly figures: BacktestFigures;
  /** The rule whose exchanges are listed; null: those of all. */
  readonly chosen: ChosenRule | null;
  readonly onChoose: (rule: ChosenRule | null) => void;
}

/** From what to what, and by rule and by scope. */
export function BacktestTables({ figures, chosen, onChoose }: BacktestTablesProps) {
  return (
    <>
      <div className={styles.pair}>
        <Card title="From what to what" flush>
          <FirstRows
            label="From what to what"
            columns={TRANSITIONS}
            rows={figures.transitions}
            rowKey={({ from, to }) => `${from}\n${to}`}
          />
        </Card>
        <Card title="What would change" description="an exchange can count for several" flush>
          <Table
            label="What would change"
            columns={CHANGES}
            rows={figures.changes}
            rowKey={({ change }) => change}
          />
        </Card>
      </div>
      {figures.rules.length > 0 && (
        <Card title="By rule" description="of the exchanges that it matched" flush>
          <Table
            label="By rule"
            columns={ruleColumns(chosen, onChoose)}
            rows={figures.rules}
            rowKey={({ setId, ruleId }) => `${setId}\n${ruleId}`}
          />
        </Card>
      )}
      {figures.scopes.length > 0 && (
        <Card
          title="By scope"
          {...(figures.isCutOff ? { description: 'those with the most changes' } : {})}
          flush
        >
          <FirstRows
            label="By scope"
            columns={SCOPES}
            rows={figures.scopes}
            rowKey={({ org, workspace, user }) => `${org}\n${workspace}\n${user}`}
          />
        </Card>
      )}
    </>
  );
}

/** The rows that matter most stand first, and what comes below the table is not to be pushed out of sight. */
function FirstRows<Row>({ rows, ...table }: TableProps<Row>) {
  const [isWhole, setWhole] = useState(false);
  const hidden = isWhole ? 0 : Math.max(0, rows.length - FIRST_ROWS);
  return (
    <>
      <Table {...table} rows={hidden === 0 ? rows : rows.slice(0, FIRST_ROWS)} />
      {hidden > 0 && (
        <div className={styles.pages}>
          <Button size="small" onClick={() => setWhole(true)}>
            Show {formatCount(hidden)} more
          </Button>
        </div>
      )}
    </>
  );
}

const number = (value: number) => <span className={styles.number}>{formatCount(value)}</span>;

const TRANSITIONS: readonly TableColumn<Transition>[] = [
  { id: 'from', header: 'Was', wrap: true, cell: ({ from }) => displayText(from, 160) },
  { id: 'to', header: 'Would be', wrap: true, cell: ({ to }) => displayText(to, 160) },
  { id: 'exchanges', header: 'Exchanges', align: 'end', cell: ({ exchanges }) => number(exchanges) },
];

const CHANGES: readonly TableColumn<BacktestFigures['changes'][number]>[] = [
  { id: 'change', header: 'Change', cell: ({ change }) => CHANGE_NAMES[change] },
  { id: 'exchanges', header: 'Exchanges', align: 'end', cell: ({ exchanges }) => number(exchanges) },
];

function countColumns<Row extends Counts>(): TableColumn<Row>[] {
  return [
    { id: 'exchanges', header: 'Exchanges', align: 'end', cell: ({ exchanges }) => number(exchanges) },
    { id: 'changed', header: 'Change', align: 'end', cell: ({ changed }) => number(changed) },
    { id: 'blocked', header: 'Blocked', align: 'end', cell: ({ blocked }) => number(blocked) },
    { id: 'unblocked', header: 'No longer', align: 'end', cell: ({ unblocked }) => number(unblocked) },
    {
      id: 'spend',
      header: 'Spend',
      align: 'end',
      cell: ({ spendNanos }) => <span className={styles.number}>{signedMoney(spendNanos)}</span>,
    },
  ];
}

const SCOPES: readonly TableColumn<ScopeFigure>[] = [
  { id: 'org', header: 'Org', cell: ({ org }) => displayText(org, 60) || '–' },
  { id: 'workspace', header: 'Workspace', cell: ({ workspace }) => displayText(workspace, 60) || '–' },
  { id: 'user', header: 'User', cell: ({ user }) => displayText(user, 60) || '–' },
  ...countColumns<ScopeFigure>(),
];

function ruleColumns(
  chosen: ChosenRule | null,
  onChoose: (rule: ChosenRule | null) => void,
): TableColumn<RuleFigure>[] {
  return [
    {
      id: 'rule',
      header: 'Rule',
      wrap: true,
      cell: ({ setId, ruleId, name, set, errors }) => {
        const isChosen = chosen?.setId === setId && chosen.ruleId === ruleId;
        return (
          <button
            type="button"
            className={styles.rule}
            aria-pressed={isChosen}
            title="List the exchanges of this rule only"
            onClick={() => onChoose(isChosen ? null : { setId, ruleId })}
          >
            <span className={styles.ruleName}>{displayText(name, 100)}</span>
            <span className={styles.muted}>
              {displayText(set, 80)}
              {errors > 0 && `, ${formatCount(errors)} could not be evaluated`}
            </span>
          </button>
        );
      },
    },
    ...countColumns<RuleFigure>(),
  ];
}
