import type { GroupState } from '../../../../shared/alert/index.ts';
import { useTRPCClient } from '../../../lib/engine-client.ts';
import { problemText } from '../../../lib/problem.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../ui/toast-store.ts';

/** Saves a group as a rule file of Prometheus. */
export function useExportRules(): (group: Pick<GroupState, 'id' | 'name'>) => void {
  const client = useTRPCClient();
  const run = async ({ id, name }: Pick<GroupState, 'id' | 'name'>) => {
    const contents = await client.alerts.groups.exportYaml.query({ ids: [id] });
    const slug = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '');
    const suggestedName = `${slug === '' ? 'rules' : slug}.yml`;
    if (await saveFile({ suggestedName, contents }))
      showToast({ tone: 'ok', title: 'Rules exported', text: suggestedName });
  };
  return (group) => {
    run(group).catch((error: unknown) =>
      showToast({ tone: 'error', title: 'Not exported', text: problemText(error) ?? undefined }),
    );
  };
}
