import { copyText } from '../lib/copy-text.ts';
import { showToast } from '../ui/toast-store.ts';

/** Copies and says so, for actions that close with their menu. */
export function copyAndTell(text: string, what: string): void {
  void copyText(text).then((done) =>
    showToast(
      done
        ? { tone: 'ok', title: `${what} copied`, text }
        : { tone: 'error', title: `${what} could not be copied`, text },
    ),
  );
}
