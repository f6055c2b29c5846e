import { bridge } from '../../lib/bridge.ts';
import { problemText } from '../../lib/problem.ts';
import { showToast } from '../../ui/toast-store.ts';
import { fileNameOf } from './export-dashboard.ts';
import { usePrintStore } from './panel/print-store.ts';
import { settledPage } from './settled-page.ts';

/**
 * A PDF of the whole dashboard, once the panels that were never in sight have their data: the desktop asks where to save it,
 * a browser shows its print dialog.
 */
export async function printDashboard(title: string): Promise<void> {
  usePrintStore.setState({ isPrinting: true });
  try {
    await settledPage();
    const shell = bridge();
    if (shell === undefined) window.print();
    else await shell.savePdf({ suggestedName: `${fileNameOf(title)}.pdf` });
  } catch (error) {
    showToast({ tone: 'error', title: 'No PDF was made', text: problemText(error) ?? undefined });
  } finally {
    usePrintStore.setState({ isPrinting: false });
  }
}
