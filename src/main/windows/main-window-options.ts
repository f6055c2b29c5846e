import type { BrowserWindowConstructorOptions } from 'electron';
import { MIN_SIZE } from './window-state.ts';
import type { Bounds } from './window-state.ts';

export interface MainWindowSetting {
  bounds: Partial<Bounds>;
  dark: boolean;
  preload: string;
  icon: string;
  version: string;
}

/** The canvas colours of the console's two themes, so that the window does not flash before the first paint. */
const BACKGROUND = { dark: '#0f1114', light: '#fbfbfc' } as const;

/** The window of the console. What protects it is stated even where it is Electron's default. */
export function mainWindowOptions(setting: MainWindowSetting): BrowserWindowConstructorOptions {
  return {
    ...setting.bounds,
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: 'Signalbox',
    icon: setting.icon,
    backgroundColor: setting.dark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: setting.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      additionalArguments: [`--signalbox-version=${setting.version}`],
    },
  };
}
