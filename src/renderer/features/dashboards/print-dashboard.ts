import { bridge } from '../../lib/bridge.ts';
import { problemText } from '../../lib/problem.ts';
import { showToast } from '../../ui/toast-store.ts';
import { fileNameOf } from './export-dashboard.ts';

/** A PDF of what is on the screen: the desktop asks where to save it, a browser shows its print dialog. */
export function printDashboard(title: string): void {
  const shell = bridge();
  if (shell === undefined) {
    window.print();
    return;
  }
  shell
    .savePdf({ suggestedName: `${fileNameOf(title)}.pdf` })
    .catch((error: unknown) =>
      showToast({ tone: 'error', title: 'No PDF was made', text: problemText(error) ?? undefined }),
    );
}
