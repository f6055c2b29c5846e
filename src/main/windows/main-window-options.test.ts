import { describe, expect, it } from 'vitest';
import { mainWindowOptions } from './main-window-options.ts';

const setting = {
  bounds: { width: 1000, height: 700 },
  dark: true,
  preload: '/p.cjs',
  icon: '/i.png',
  version: '1.2.3',
};

describe('the options of the window', () => {
  it('shut the page in', () => {
    expect(mainWindowOptions(setting).webPreferences).toEqual({
      preload: '/p.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      additionalArguments: ['--signalbox-version=1.2.3'],
    });
  });

  it('stay hidden on the theme’s own background until the first paint', () => {
    const dark = mainWindowOptions(setting);
    const light = mainWindowOptions({ ...setting, dark: false });
    expect(dark).toMatchObject({ show: false, width: 1000, height: 700 });
    expect(dark.backgroundColor).not.toBe(light.backgroundColor);
  });
});
