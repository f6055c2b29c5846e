import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { BrowserWindow } from 'electron';
import type { FileToSave, SavedFile } from '../../shared/bridge.ts';

/** Asks the user where, then writes the file. */
export async function saveFile(window: BrowserWindow | null, file: FileToSave): Promise<SavedFile> {
  const options = { defaultPath: join(app.getPath('downloads'), file.suggestedName) };
  const answer =
    window === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(window, options);
  if (answer.canceled || answer.filePath === undefined || answer.filePath === '') return { saved: false };
  await writeWhole(answer.filePath, file);
  return { saved: true, path: answer.filePath };
}

/** The file is there complete or, when the disk is full or the power fails, as it was before. */
async function writeWhole(path: string, { contents, encoding = 'utf8' }: FileToSave): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(contents, encoding);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
