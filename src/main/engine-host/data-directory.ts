import { posix, win32 } from 'node:path';

/** Where the sandbox keeps its data when nothing else is said: the same folder as `signalbox serve` uses. */
export function defaultDataDirectory(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (env.SIGNALBOX_DATA) return env.SIGNALBOX_DATA;
  if (platform === 'win32')
    return win32.join(env.LOCALAPPDATA ?? win32.join(home, 'AppData', 'Local'), 'signalbox');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'signalbox');
  // An empty variable counts as none (XDG Base Directory Specification).
  const dataHome = env.XDG_DATA_HOME === '' ? undefined : env.XDG_DATA_HOME;
  return posix.join(dataHome ?? posix.join(home, '.local', 'share'), 'signalbox');
}
