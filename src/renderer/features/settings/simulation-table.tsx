import type { SimulatedModel } from '../../../shared/provider.ts';
import { modelColour } from '../../lib/series-colour.ts';
import { NumberCell } from '../../ui/number-cell.tsx';
import { Select, type SelectOption } from '../../ui/select.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { readDraft, type ModelDraft, type NumberField } from './simulation-draft.ts';
import styles from './simulation-table.module.css';

export interface SimulationTableProps {
  readonly drafts: readonly ModelDraft[];
  readonly onChange: (draft: ModelDraft) => void;
}

const STATUSES: readonly SelectOption<`${SimulatedModel['errorStatus']}`>[] = [
  { value: '400', label: '400' },
  { value: '429', label: '429' },
  { value: '500', label: '500' },
  { value: '503', label: '503' },
];

const STATUS_OF = { '400': 400, '429': 429, '500': 500, '503': 503 } as const;

const FAULTS: readonly SelectOption<SimulatedModel['streamFault']>[] = [
  { value: 'none', label: 'None' },
  { value: 'cut', label: 'Cut off' },
  { value: 'stall', label: 'Stalls' },
  { value: 'malformed', label: 'Malformed' },
  { value: 'no_usage', label: 'No usage' },
  { value: 'error_event', label: 'Error event' },
];

const LIMITS: Record<NumberField, string> = {
  latencyMs: '0 to 600,000 ms',
  tokensPerSecond: '0.1 to 1,000,000',
  errorPercent: '0 to 100 %',
  streamFaultPercent: '0 to 100 %',
};

export function SimulationTable({ drafts, onChange }: SimulationTableProps) {
  const numberColumn = (field: NumberField, header: string): TableColumn<ModelDraft> => ({
    id: field,
    header,
    cell: (draft) => (
      <NumberCell
        label={`${header} of ${draft.model}`}
        value={draft[field]}
        error={readDraft(draft).wrong.has(field) ? `Must be ${LIMITS[field]}` : undefined}
        onChange={(value) => onChange({ ...draft, [field]: value })}
      />
    ),
  });
  const columns: readonly TableColumn<ModelDraft>[] = [
    {
      id: 'model',
      header: 'Model',
      wrap: true,
      cell: (draft) => (
        <span className={styles.model} title={draft.priceAs ?? 'no known price'}>
          <span className={styles.swatch} style={{ background: modelColour(draft.model) }} aria-hidden />
          {draft.model}
        </span>
      ),
    },
    numberColumn('latencyMs', 'First token, ms'),
    numberColumn('tokensPerSecond', 'Tokens/s'),
    numberColumn('errorPercent', 'Errors, %'),
    {
      id: 'status',
      header: 'Status',
      cell: (draft) => (
        <Select
          label={`Error status of ${draft.model}`}
          value={`${draft.errorStatus}`}
          size="small"
          options={STATUSES}
          onChange={(value) => onChange({ ...draft, errorStatus: STATUS_OF[value] })}
        />
      ),
    },
    {
      id: 'fault',
      header: 'Stream fault',
      cell: (draft) => (
        <Select
          label={`Stream fault of ${draft.model}`}
          value={draft.streamFault}
          size="small"
          options={FAULTS}
          className={styles.fault}
          onChange={(streamFault) => onChange({ ...draft, streamFault })}
        />
      ),
    },
    numberColumn('streamFaultPercent', 'Of streams, %'),
  ];
  return <Table label="Simulated models" columns={columns} rows={drafts} rowKey={(draft) => draft.model} />;
}
