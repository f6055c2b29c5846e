import { writeGrafana, type DashboardModel } from '../../../shared/dashboard/index.ts';
import { problemText } from '../../lib/problem.ts';
import { saveFile } from '../../lib/save-file.ts';
import { showToast } from '../../ui/toast-store.ts';

/** Saves a dashboard as it stands on the screen: the model, or what Grafana imports. */
export function exportDashboard(model: DashboardModel, format: 'signalbox' | 'grafana'): void {
  const contents = JSON.stringify(format === 'grafana' ? writeGrafana(model) : model, null, 2);
  const suggestedName = `${fileNameOf(model.title)}${format === 'grafana' ? '.grafana' : ''}.json`;
  saveFile({ suggestedName, contents }).catch((error: unknown) =>
    showToast({ tone: 'error', title: 'Not exported', text: problemText(error) ?? undefined }),
  );
}

/** A title as a file name: without what file systems do not like. */
export function fileNameOf(title: string): string {
  const name = title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase();
  return name === '' ? 'dashboard' : name.slice(0, 80);
}
