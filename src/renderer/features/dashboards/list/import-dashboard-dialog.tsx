import { useCallback, useMemo, useState } from 'react';
import { readDashboardFile, type Dashboard, type ForeignSource } from '../../../../shared/dashboard/index.ts';
import { LOCAL_SOURCE } from '../../../../shared/metrics.ts';
import { displayText } from '../../../lib/display-text.ts';
import { problemText } from '../../../lib/problem.ts';
import { FileField } from '../../../ui/file-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useDashboardChanges } from '../use-dashboards.ts';
import { useSourceNames } from '../sources/use-source-names.ts';
import { ImportPreview } from './import-preview.tsx';
import { ImportSources } from './import-sources.tsx';

interface ImportDashboardDialogProps {
  readonly onCreated: (dashboard: Dashboard) => void;
  readonly onClose: () => void;
}

/** A dashboard from a file, of Signalbox or of Grafana; what of it is not taken over is shown before. */
export function ImportDashboardDialog({ onCreated, onClose }: ImportDashboardDialogProps) {
  const { create } = useDashboardChanges();
  const [text, setText] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const names = useSourceNames();
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const sourceOf = useCallback(
    ({ id }: ForeignSource) => chosen.get(id) ?? (names.includes(id) ? id : LOCAL_SOURCE),
    [chosen, names],
  );
  const read = useMemo(() => readText(text, sourceOf), [text, sourceOf]);
  const change = (next: string, problem: string | null = null) => {
    setText(next);
    setFileProblem(problem);
    setWasSubmitted(false);
  };
  const problem =
    fileProblem ?? (read.problem !== null && (wasSubmitted || text !== '') ? read.problem : null);
  return (
    <FormDialog
      title="Import a dashboard"
      width="wide"
      description="The JSON of a dashboard: of Grafana in its classic form, as its share menu exports it, or of Signalbox."
      submit="Import dashboard"
      busy={create.isPending}
      error={problem ?? problemText(create.error)}
      onSubmit={() => {
        setWasSubmitted(true);
        if (read.preview === null) return;
        const { model, format } = read.preview;
        const message = format === 'grafana' ? 'Imported from Grafana' : 'Imported';
        create.mutate({ model, message }, { onSuccess: onCreated });
      }}
      onClose={onClose}
    >
      <FileField
        label="JSON file"
        accept=".json,application/json"
        maxMegabytes={20}
        onText={(next) => change(next)}
        onProblem={(tooLarge) => change('', tooLarge)}
      />
      <TextArea
        label="JSON"
        monospace
        rows={read.preview === null ? 12 : 4}
        value={text.length > 200_000 ? `${text.slice(0, 200_000)}…` : text}
        readOnly={text.length > 200_000}
        placeholder={'{\n  "title": "Node Exporter",\n  "panels": [ … ]\n}'}
        onChange={({ target }) => change(target.value)}
      />
      {read.preview !== null && read.preview.sources.length > 0 && (
        <ImportSources
          foreign={read.preview.sources}
          names={names}
          sourceOf={sourceOf}
          onChoose={(id, name) => setChosen(new Map(chosen).set(id, name))}
        />
      )}
      {read.preview !== null && (
        <ImportPreview preview={read.preview} title={displayText(read.preview.model.title, 100)} />
      )}
    </FormDialog>
  );
}

function readText(
  text: string,
  sourceOf: (foreign: ForeignSource) => string,
): {
  preview: ReturnType<typeof readDashboardFile> | null;
  problem: string | null;
} {
  if (text.trim() === '') return { preview: null, problem: 'Choose a file, or paste JSON.' };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { preview: null, problem: 'This is not JSON.' };
  }
  try {
    return { preview: readDashboardFile(json, sourceOf), problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { preview: null, problem: `This is not a dashboard that can be read: ${reason}.` };
  }
}
