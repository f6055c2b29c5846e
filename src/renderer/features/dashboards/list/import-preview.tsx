import type { DashboardPreview, UnsupportedPart } from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { formatCount } from '../../../lib/format.ts';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import styles from './import-preview.module.css';

const COLUMNS: readonly TableColumn<UnsupportedPart>[] = [
  {
    id: 'panel',
    header: 'Panel',
    width: '28%',
    wrap: true,
    cell: ({ panel }) => displayText(panel ?? 'the dashboard', 80),
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

interface ImportPreviewProps {
  readonly preview: DashboardPreview;
  readonly title: string;
}

/** What a file becomes, and the list of what of it does not come along. */
export function ImportPreview({ preview: { format, model, unsupported }, title }: ImportPreviewProps) {
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
              rows={unsupported.slice(0, SHOWN)}
              rowKey={(part) => `${part.panel ?? ''} ${part.field} ${part.reason}`}
            />
          </div>
          {unsupported.length > SHOWN && (
            <p className={styles.more}>and {formatCount(unsupported.length - SHOWN)} more</p>
          )}
        </>
      )}
    </section>
  );
}
