import { describe, expect, it } from 'vitest';
import { defaultDataDirectory } from './data-directory.ts';

describe('the default data directory', () => {
  it.each([
    ['linux', {}, '/home/ana', '/home/ana/.local/share/signalbox'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/ana', '/home/ana/.local/share/signalbox'],
    ['linux', { XDG_DATA_HOME: '/big' }, '/home/ana', '/big/signalbox'],
    ['linux', { SIGNALBOX_DATA: '/srv/box', XDG_DATA_HOME: '/big' }, '/home/ana', '/srv/box'],
    ['darwin', {}, '/Users/ana', '/Users/ana/Library/Application Support/signalbox'],
    ['win32', { LOCALAPPDATA: 'C:\\Local' }, 'C:\\Users\\ana', 'C:\\Local\\signalbox'],
  ] as const)('%s %o', (platform, env, home, expected) => {
    expect(defaultDataDirectory(platform, env, home)).toBe(expected);
  });
});
