import type { BrowserWindow } from 'electron';
import type { PdfToSave, SavedFile } from '../../shared/bridge.ts';
import { saveFile } from './save-file.ts';

/** Makes a PDF of what the window shows, in its print style, and asks the user where to save it. */
export async function savePdf(
  window: BrowserWindow | null,
  { suggestedName }: PdfToSave,
): Promise<SavedFile> {
  if (window === null) return { saved: false };
  const pdf = await window.webContents.printToPDF({
    landscape: true,
    printBackground: true,
    pageSize: 'A4',
    preferCSSPageSize: true,
  });
  return saveFile(window, { suggestedName, contents: pdf.toString('base64'), encoding: 'base64' });
}
