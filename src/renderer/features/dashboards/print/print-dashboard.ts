import { flushSync } from 'react-dom';
import { useAppearance } from '../../../lib/appearance-store.ts';
import { bridge } from '../../../lib/bridge.ts';
import { problemText } from '../../../lib/problem.ts';
import { showToast } from '../../../ui/toast-store.ts';
import { fileNameOf } from '../export-dashboard.ts';
import { usePrintStore } from './print-store.ts';
import { settledSheet } from './settled-sheet.ts';

/**
 * A PDF of the whole dashboard, drawn anew on sheets of paper: also panels that were never in sight, and light whatever the
 * theme. The desktop asks where to save it, a browser shows its print dialog.
 */
export async function printDashboard(title: string): Promise<void> {
  const { shownTheme } = useAppearance.getState();
  try {
    flushSync(() => {
      useAppearance.setState({ shownTheme: 'light' });
      usePrintStore.setState({ isPrinting: true });
    });
    const sheet = document.querySelector('[data-print-sheet]');
    if (sheet === null) return;
    await settledSheet(sheet);
    const shell = bridge();
    if (shell === undefined) window.print();
    else await shell.savePdf({ suggestedName: `${fileNameOf(title)}.pdf` });
  } catch (error) {
    showToast({ tone: 'error', title: 'No PDF was made', text: problemText(error) ?? undefined });
  } finally {
    usePrintStore.setState({ isPrinting: false });
    useAppearance.setState({ shownTheme });
  }
}
