import { bridge } from './bridge.ts';

export interface Download {
  /** Of the file at the engine's door; good for one request. */
  readonly path: string;
  readonly fileName: string;
}

/**
 * Fetches a file from the engine without taking it through the page: the browser's own download, or, in the desktop,
 * one that asks where first. False when the person cancelled; a browser does not tell.
 */
export async function download({ path, fileName }: Download): Promise<boolean> {
  const shell = bridge();
  if (shell !== undefined) return (await shell.download({ path, suggestedName: fileName })).saved;
  const link = document.createElement('a');
  link.href = path;
  link.download = fileName;
  link.click();
  return true;
}
