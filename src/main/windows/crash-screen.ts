import { app, dialog, shell } from 'electron';
import type { BrowserWindow } from 'electron';

const RELOAD = 0;
const OPEN_LOGS = 1;

/** When the console's page dies or cannot be loaded: says so and lets the user decide. The engine goes on meanwhile. */
export function setupCrashScreen(currentWindow: () => BrowserWindow | null): void {
  app.on('web-contents-created', (_created, contents) => {
    const report = (reason: string) => {
      const window = currentWindow();
      if (window?.webContents === contents) void ask(window, reason);
    };
    contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason !== 'clean-exit') report(`Its process ended: ${reason} (exit code ${exitCode}).`);
    });
    contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      const isAborted = code === -3;
      if (isMainFrame && !isAborted) report(`Its page could not be loaded: ${description} (${code}).`);
    });
  });
}

async function ask(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: 'Signalbox',
    message: 'The console has stopped.',
    detail: `${reason}\nThe engine still runs: no trace is lost.`,
    buttons: ['Open Again', 'Show Logs', 'Quit'],
    defaultId: RELOAD,
    cancelId: RELOAD,
  });
  if (response === RELOAD) window.webContents.reload();
  else if (response === OPEN_LOGS) await shell.openPath(app.getPath('logs'));
  else app.quit();
}
