import type { DashboardPreview } from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import { groupedLosses, type GroupedLoss } from './grouped-losses.ts';
import styles from './import-preview.module.css';

const COLUMNS: readonly TableColumn<GroupedLoss>[] = [
  {
    id: 'panel',
    header: 'Panel',
    width: '28%',
    wrap: true,
    cell: ({ panels }) => <span title={namesOf(panels)}>{placesOf(panels)}</span>,
  },
  {
    id: 'field',
    header: 'Field',
    width: '34%',
    wrap: true,
    cell: ({ field }) => <code className={styles.field}>{displayText(field, 120)}</code>,
  },
  { id: 'reason', header: 'What becomes of it', wrap: true, cell: ({ reason }) => displayText(reason, 200) },
];
const SHOWN = 200;

const namesOf = (panels: GroupedLoss['panels']) =>
  displayText(panels.map((panel) => panel ?? 'the dashboard').join(', '), 2_000);

function placesOf(panels: GroupedLoss['panels']): string {
  return panels.length > 2 ? `${formatCount(panels.length)} panels` : displayText(namesOf(panels), 120);
}

interface ImportPreviewProps {
  readonly preview: DashboardPreview;
  readonly title: string;
}

/** What a file becomes, and the list of what of it does not come along. */
export function ImportPreview({ preview: { format, model, unsupported }, title }: ImportPreviewProps) {
  const losses = groupedLosses(unsupported);
  const panels = model.panels.filter(({ type }) => type !== 'row').length;
  return (
    <section aria-label="What is imported" className={styles.preview}>
      <p>
        <strong className={styles.title}>{title}</strong>
        {` from ${format === 'grafana' ? 'Grafana' : 'Signalbox'}: ${formatCount(panels)} ${panels === 1 ? 'panel' : 'panels'}, ${formatCount(model.variables.length)} ${model.variables.length === 1 ? 'variable' : 'variables'}.`}
      </p>
      {unsupported.length === 0 ? (
        <p className={styles.all}>All of it is taken over.</p>
      ) : (
        <>
          <p className={styles.lost}>
            {formatCount(unsupported.length)} {unsupported.length === 1 ? 'thing is' : 'things are'} not taken
            over as they are:
          </p>
          <div className={styles.list}>
            <Table
              label="Not supported"
              columns={COLUMNS}
              rows={losses.slice(0, SHOWN)}
              rowKey={({ field, reason }) => `${field} ${reason}`}
            />
          </div>
          {losses.length > SHOWN && (
            <p className={styles.more}>and {formatCount(losses.length - SHOWN)} more</p>
          )}
        </>
      )}
    </section>
  );
}
