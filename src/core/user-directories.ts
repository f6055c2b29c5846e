import { homedir } from 'node:os';
import { join, posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where this user's applications keep data. On Linux as the XDG Base Directory Specification says. */
export function userDataDirectory(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA ?? win32.join(homedir(), 'AppData', 'Local'), 'signalbox');
  if (platform === 'darwin') return posix.join(homedir(), 'Library', 'Application Support', 'signalbox');
  return posix.join(absolute(env.XDG_DATA_HOME) ?? posix.join(homedir(), '.local', 'share'), 'signalbox');
}

/** Where this user's applications keep settings: never inside the data, which people copy and back up. */
export function userConfigDirectory(env: Environment, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32')
    return win32.join(env.APPDATA ?? win32.join(homedir(), 'AppData', 'Roaming'), 'signalbox');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Preferences', 'signalbox');
  return posix.join(absolute(env.XDG_CONFIG_HOME) ?? posix.join(homedir(), '.config'), 'signalbox');
}

/** The specification has relative paths ignored. */
function absolute(path: string | undefined): string | undefined {
  return path?.startsWith('/') === true ? path : undefined;
}
