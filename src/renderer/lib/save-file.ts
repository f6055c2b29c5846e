import type { FileToSave } from '../../shared/bridge.ts';
import { bridge } from './bridge.ts';

/**
 * Saves text, or bytes in base64, as a file: the desktop asks where, a browser puts it into its downloads.
 * False when the person cancelled.
 */
export async function saveFile(file: FileToSave): Promise<boolean> {
  const shell = bridge();
  if (shell !== undefined) return (await shell.saveFile(file)).saved;
  const url = URL.createObjectURL(new Blob([bytesOf(file)], { type: mediaTypeOf(file.suggestedName) }));
  const link = document.createElement('a');
  link.href = url;
  link.download = file.suggestedName;
  link.click();
  // The download has read the address by the next turn; revoking it at once cancels it in some browsers.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}

function bytesOf({ contents, encoding }: FileToSave): string | Uint8Array<ArrayBuffer> {
  return encoding === 'base64'
    ? Uint8Array.from(atob(contents), (character) => character.charCodeAt(0))
    : contents;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  csv: 'text/csv',
  png: 'image/png',
};

function mediaTypeOf(name: string): string {
  return MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/json';
}
