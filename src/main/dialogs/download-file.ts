import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow, DownloadItem, Session } from 'electron';
import type { FileToDownload, SavedFile } from '../../shared/bridge.ts';

/** Downloads that the console asked for, by their address; what happens to each is told to who waits for it. */
const expected = new Map<string, (item: DownloadItem) => void>();

/** No page downloads anything by itself: only what `downloadFile` was asked for comes through. */
export function setupDownloads(session: Session): void {
  session.on('will-download', (event, item) => {
    const accept = expected.get(item.getURL());
    if (accept === undefined) event.preventDefault();
    else accept(item);
  });
}

/** Asks the user where, then fetches the file from the engine. It is there complete or not at all. */
export async function downloadFile(
  window: BrowserWindow | null,
  engineUrl: string | null,
  { path, suggestedName }: FileToDownload,
): Promise<SavedFile> {
  if (window === null || engineUrl === null) throw new Error('There is no engine to fetch the file from.');
  const defaultPath = join(app.getPath('downloads'), suggestedName);
  const answer = await dialog.showSaveDialog(window, { defaultPath });
  if (answer.canceled || answer.filePath === undefined || answer.filePath === '') return { saved: false };
  const unfinished = `${answer.filePath}.${randomUUID()}.part`;
  try {
    await fetchTo(window, new URL(path, engineUrl).href, unfinished);
    await rename(unfinished, answer.filePath);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return { saved: true, path: answer.filePath };
}

function fetchTo(window: BrowserWindow, url: string, path: string): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    expected.set(url, (item) => {
      item.setSavePath(path);
      item.once('done', (_event, state) => {
        if (state === 'completed') resolve();
        else reject(new Error(`The download of the file ended before it was complete: ${state}.`));
      });
    });
    window.webContents.downloadURL(url);
  }).finally(() => expected.delete(url));
}
