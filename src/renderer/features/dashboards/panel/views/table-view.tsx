import { ArrowDown, ArrowUp } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { Field, Panel } from '../../../../../shared/dashboard/index.ts';
import { displayText } from '../../../../lib/display-text.ts';
import { resolveField } from '../data/resolve-field.ts';
import { shownValue } from '../data/shown-value.ts';
import { textColour } from '../data/panel-colour.ts';
import { labelOf, sortedRows, valueTable, type TableSort } from '../data/table-rows.ts';
import styles from './table-view.module.css';
import type { FrameViewProps } from './view-props.ts';

const MOST_ROWS = 500;
const LONGEST = 120;

/** The last values of the queries, joined by what they are about. */
export function TableView({ panel, title, frame }: FrameViewProps) {
  const table = useMemo(() => valueTable(frame), [frame]);
  const first = table.refs[0];
  const [chosen, setChosen] = useState<TableSort | null>(null);
  const sort = useMemo(
    () => chosen ?? (first === undefined ? null : { by: 'value' as const, name: first, descending: true }),
    [chosen, first],
  );
  const rows = useMemo(() => sortedRows(table.rows, sort), [table, sort]);
  const fields = new Map(table.refs.map((ref) => [ref, columnField(panel, ref)]));
  const header = (by: TableSort['by'], name: string, text: string) => (
    <SortHeader key={`${by} ${name}`} by={by} name={name} sort={sort} onSort={setChosen}>
      {text}
    </SortHeader>
  );
  return (
    <div className={styles.scroller} tabIndex={0} role="group" aria-label={title}>
      <table className={styles.table}>
        <thead>
          <tr>
            {table.labels.map((name) => header('label', name, displayText(name, LONGEST)))}
            {table.refs.map((ref) => header('value', ref, columnName(panel, ref, fields.get(ref))))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row) => (
            <tr key={row.key}>
              {table.labels.map((name) => (
                <td key={name} className={styles.label}>
                  {displayText(labelOf(row, name), LONGEST)}
                </td>
              ))}
              {table.refs.map((ref) => {
                const value = row.values.get(ref) ?? null;
                const shown = shownValue(value, fields.get(ref) ?? panel.field);
                return (
                  <td
                    key={ref}
                    className={styles.value}
                    style={{ color: textColour(shown.colour) }}
                    title={value === null ? undefined : String(value)}
                  >
                    {shown.text}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && <p className={styles.more}>and {rows.length - MOST_ROWS} more</p>}
    </div>
  );
}

function SortHeader({
  by,
  name,
  sort,
  onSort,
  children,
}: Pick<TableSort, 'by' | 'name'> & {
  readonly sort: TableSort | null;
  readonly onSort: (sort: TableSort) => void;
  readonly children: ReactNode;
}) {
  const isSorted = sort !== null && sort.by === by && sort.name === name;
  const descending = isSorted ? !sort.descending : by === 'value';
  return (
    <th
      scope="col"
      className={by === 'value' ? styles.value : undefined}
      aria-sort={!isSorted ? 'none' : sort.descending ? 'descending' : 'ascending'}
    >
      <button type="button" className={styles.sort} onClick={() => onSort({ by, name, descending })}>
        {children}
        {isSorted &&
          (sort.descending ? <ArrowDown size={11} aria-hidden /> : <ArrowUp size={11} aria-hidden />)}
      </button>
    </th>
  );
}

/** The overrides that name the column's query or its legend. */
function columnField(panel: Panel, ref: string): Field {
  const legend = panel.queries.find((query) => query.ref === ref)?.legend ?? '';
  return resolveField(panel.field, panel.overrides, { ref, name: legend === '' ? ref : legend });
}

function columnName(panel: Panel, ref: string, field: Field | undefined): string {
  const legend = panel.queries.find((query) => query.ref === ref)?.legend ?? '';
  const isPlain = legend !== '' && legend !== 'auto' && !legend.includes('{{');
  const own = field?.displayName ?? '';
  if (own !== '') return displayText(own, LONGEST);
  return isPlain ? displayText(legend, LONGEST) : panel.queries.length === 1 ? 'Value' : `Value ${ref}`;
}
