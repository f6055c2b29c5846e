import type {
  Distribution,
  LoadError,
  LoadMeasurement,
  StageOverhead,
  ThresholdResult,
} from '../../../../shared/load/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { exactDuration, formatCount, formatDuration, formatMicros, NOTHING } from '../../../lib/format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Card } from '../../../ui/card.tsx';
import { Table, type TableColumn } from '../../../ui/table.tsx';
import styles from './run.module.css';
import { thresholdValue } from './threshold-value.ts';

const number = (text: string, exact?: string) => (
  <span className={styles.number} title={exact}>
    {text}
  </span>
);

export function ThresholdTable({ thresholds }: { readonly thresholds: readonly ThresholdResult[] }) {
  return (
    <Card title="Thresholds" flush>
      <Table
        label="Thresholds"
        rows={thresholds}
        rowKey={({ expression }) => expression}
        columns={[
          {
            id: 'rule',
            header: 'Rule',
            cell: ({ expression }) => <code>{displayText(expression, 100)}</code>,
          },
          {
            id: 'value',
            header: 'Measured',
            align: 'end',
            cell: ({ expression, value }) => number(thresholdValue(expression, value)),
          },
          {
            id: 'outcome',
            header: 'Outcome',
            cell: ({ holds, aborted }) => (
              <Badge tone={holds ? 'ok' : 'error'}>
                {holds ? 'holds' : aborted ? 'failed, and ended the run' : 'failed'}
              </Badge>
            ),
          },
        ]}
      />
    </Card>
  );
}

interface NamedDistribution {
  readonly name: string;
  readonly of: Distribution;
}

/** The times of a run side by side, to the last ten-thousandth. */
export function DistributionTable({ measurement }: { readonly measurement: LoadMeasurement }) {
  const { latency, serviceTime, ttft, gap, lag } = measurement;
  const rows: NamedDistribution[] = [
    { name: 'Latency, from when it was due', of: latency },
    { name: 'From when it was sent', of: serviceTime },
    ...(ttft === null ? [] : [{ name: 'Time to first token', of: ttft }]),
    ...(gap === null ? [] : [{ name: 'Between pieces of a stream', of: gap }]),
    { name: 'Lag of the generator', of: lag },
  ];
  const time = (value: number, count: number) =>
    count === 0 ? NOTHING : number(formatDuration(value), exactDuration(value));
  const columns: TableColumn<NamedDistribution>[] = [
    { id: 'name', header: 'Time', cell: ({ name }) => name },
    { id: 'mean', header: 'mean', align: 'end', cell: ({ of }) => time(of.mean, of.count) },
    ...latency.percentiles.map(({ percentile }, index): TableColumn<NamedDistribution> => ({
      id: `p${percentile}`,
      header: `p${percentile}`,
      align: 'end',
      cell: ({ of }) => time(of.percentiles[index]?.value ?? 0, of.count),
    })),
    { id: 'max', header: 'max', align: 'end', cell: ({ of }) => time(of.max, of.count) },
  ];
  return (
    <Card title="Times" flush>
      <Table label="Times" columns={columns} rows={rows} rowKey={({ name }) => name} />
    </Card>
  );
}

const KINDS: Readonly<Record<LoadError['kind'], string>> = {
  status: 'refused',
  timeout: 'time limit',
  connection: 'connection',
  cut_stream: 'stream cut',
  stream_error: 'error in a stream',
  malformed: 'malformed',
};

export function ErrorTable({ errors }: { readonly errors: readonly LoadError[] }) {
  return (
    <Card title="Failed calls by kind" flush>
      <Table
        label="Failed calls by kind"
        rows={errors}
        rowKey={({ kind, status, code }) => `${kind} ${status} ${code}`}
        columns={[
          { id: 'kind', header: 'Kind', cell: ({ kind }) => KINDS[kind] },
          { id: 'status', header: 'Status', cell: ({ status }) => status ?? NOTHING },
          { id: 'code', header: 'Code', cell: ({ code }) => <code>{displayText(code, 60)}</code> },
          { id: 'count', header: 'Calls', align: 'end', cell: ({ count }) => number(formatCount(count)) },
          {
            id: 'example',
            header: 'The first one',
            wrap: true,
            cell: ({ example }) => displayText(example, 300),
          },
        ]}
      />
    </Card>
  );
}

export function TemplateTable({ templates }: { readonly templates: LoadMeasurement['templates'] }) {
  const at = (wanted: number): TableColumn<LoadMeasurement['templates'][number]> => ({
    id: `p${wanted}`,
    header: `p${wanted}`,
    align: 'end',
    cell: ({ latency: { percentiles } }) =>
      number(formatDuration(percentiles.find(({ percentile }) => percentile === wanted)?.value ?? 0)),
  });
  return (
    <Card title="The mix" flush>
      <Table
        label="The mix"
        rows={templates}
        rowKey={({ name }) => name}
        columns={[
          { id: 'name', header: 'Request', cell: ({ name }) => displayText(name, 80) },
          {
            id: 'calls',
            header: 'Calls',
            align: 'end',
            cell: ({ completed }) => number(formatCount(completed)),
          },
          { id: 'errors', header: 'Failed', align: 'end', cell: ({ errors }) => number(formatCount(errors)) },
          at(50),
          at(95),
          at(99),
        ]}
      />
    </Card>
  );
}

export function OverheadTable({ overhead }: { readonly overhead: StageOverhead }) {
  const { traces, total, stages } = overhead;
  const rows = [
    ...(total === null ? [] : [{ stage: 'the whole gateway', count: traces, ...total }]),
    ...stages,
  ];
  return (
    <Card
      title="What the gateway added"
      description={`by stage, from the decisions on ${formatCount(traces)} of the run's traces`}
      flush
    >
      <Table
        label="What the gateway added"
        rows={rows}
        rowKey={({ stage }) => stage}
        columns={[
          { id: 'stage', header: 'Stage', cell: ({ stage }) => displayText(stage, 60) },
          { id: 'count', header: 'Calls', align: 'end', cell: ({ count }) => number(formatCount(count)) },
          {
            id: 'p50',
            header: 'p50',
            align: 'end',
            cell: ({ p50Micros }) => number(formatMicros(p50Micros)),
          },
          {
            id: 'p95',
            header: 'p95',
            align: 'end',
            cell: ({ p95Micros }) => number(formatMicros(p95Micros)),
          },
        ]}
      />
    </Card>
  );
}
