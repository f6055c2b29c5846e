import { problemText } from '../../lib/problem.ts';
import { saveFile } from '../../lib/save-file.ts';
import { useTRPCClient } from '../../lib/engine-client.ts';
import { showToast } from '../../ui/toast-store.ts';

/** Saves a version of a set, or its latest, as a YAML file. */
export function useExportYaml(): (which: { id: string; version?: number }) => void {
  const client = useTRPCClient();
  const run = async (which: { id: string; version?: number }) => {
    const { latest } = await client.policies.get.query({ id: which.id });
    const yaml = await client.policies.exportYaml.query(which);
    const fileName = fileNameOf(latest.content.name);
    const isSaved = await saveFile({ suggestedName: fileName, contents: yaml });
    if (isSaved) showToast({ tone: 'ok', title: 'Policy exported', text: fileName });
  };
  return (which) => {
    run(which).catch((error: unknown) =>
      showToast({ tone: 'error', title: 'Not exported', text: problemText(error) ?? undefined }),
    );
  };
}

function fileNameOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `${slug === '' ? 'policy' : slug}.yaml`;
}
