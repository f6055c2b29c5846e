import type { Variable } from '../../../../shared/dashboard/index.ts';
import { displayText } from '../../../lib/display-text.ts';
import { Labelled } from '../../../ui/labelled.tsx';
import { Select } from '../../../ui/select.tsx';
import { useSourceNames } from '../sources/use-source-names.ts';

interface SourceSelectProps {
  readonly source: string;
  readonly variables: readonly Variable[];
  readonly onChange: (source: string) => void;
}

/** Whom a panel asks: the local series, a remote Prometheus, or what a variable chooses. */
export function SourceSelect({ source, variables, onChange }: SourceSelectProps) {
  const sources = new Set([
    ...useSourceNames(),
    ...variables.filter(({ kind }) => kind === 'source').map(({ name }) => `$${name}`),
    source,
  ]);
  if (sources.size < 2) return null;
  const options = [...sources].map((value) => ({
    value,
    label: value === 'local' ? 'This engine' : displayText(value, 100),
  }));
  return (
    <Labelled label="Source">
      <Select label="Source" value={source} options={options} onChange={onChange} />
    </Labelled>
  );
}
