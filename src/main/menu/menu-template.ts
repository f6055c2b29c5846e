import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand, Theme } from '../../shared/bridge.ts';

export interface MenuSetting {
  platform: NodeJS.Platform;
  theme: Theme;
  developer: boolean;
  command: (command: MenuCommand) => void;
  setTheme: (theme: Theme) => void;
  openDataFolder: () => void;
  openLogs: () => void;
}

const THEMES: readonly [Theme, string][] = [
  ['system', 'Like the System'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** The native menu. What a page does itself (palette, shortcuts) shows its keys here but is not bound to them twice. */
export function menuTemplate(setting: MenuSetting): MenuItemConstructorOptions[] {
  const { command, platform } = setting;
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: 'Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => command('settings'),
  };
  const appMenu: MenuItemConstructorOptions = {
    label: 'Signalbox',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'hide' },
      { role: 'quit' },
    ],
  };
  const fileMenu: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [
      { label: 'Export…', accelerator: 'CmdOrCtrl+E', click: () => command('export') },
      ...(isMac ? [] : [{ type: 'separator' } as const, settings]),
      { type: 'separator' },
      { role: isMac ? 'close' : 'quit' },
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    fileMenu,
    { role: 'editMenu' },
    viewMenu(setting),
    { role: 'windowMenu' },
    helpMenu(setting),
  ];
}

function viewMenu({ command, theme, setTheme, developer }: MenuSetting): MenuItemConstructorOptions {
  return {
    label: 'View',
    submenu: [
      {
        label: 'Command Palette…',
        accelerator: 'CmdOrCtrl+K',
        registerAccelerator: false,
        click: () => command('command-palette'),
      },
      { type: 'separator' },
      {
        label: 'Theme',
        submenu: THEMES.map(([value, label]) => ({
          label,
          type: 'radio',
          checked: value === theme,
          click: () => setTheme(value),
        })),
      },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(developer
        ? [{ type: 'separator' } as const, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
        : []),
    ],
  };
}

function helpMenu({ command, openDataFolder, openLogs, platform }: MenuSetting): MenuItemConstructorOptions {
  return {
    role: 'help',
    label: 'Help',
    submenu: [
      { label: 'Keyboard Shortcuts', click: () => command('shortcuts') },
      { type: 'separator' },
      { label: 'Open Data Folder', click: openDataFolder },
      { label: 'Open Logs', click: openLogs },
      ...(platform === 'darwin' ? [] : [{ type: 'separator' } as const, { role: 'about' } as const]),
    ],
  };
}
