import { app, Menu, shell } from 'electron';
import type { MenuCommand, Theme } from '../../shared/bridge.ts';
import { menuTemplate } from './menu-template.ts';

export interface MenuActions {
  command: (command: MenuCommand) => void;
  setTheme: (theme: Theme) => void;
  openDataFolder: () => void;
}

/** Sets the application's menu; called again when the theme that it shows has changed. */
export function setupMenu(theme: Theme, actions: MenuActions): void {
  const template = menuTemplate({
    ...actions,
    platform: process.platform,
    theme,
    developer: !app.isPackaged,
    openLogs: () => void shell.openPath(app.getPath('logs')),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
