import { shell } from 'electron';
import { isAllowedExternal } from './allowed-external.ts';

/** The only way out to the user's browser. False when the address is refused. */
export async function openExternal(address: string): Promise<boolean> {
  if (!isAllowedExternal(address)) return false;
  await shell.openExternal(address);
  return true;
}
