import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from './menu-template.ts';
import type { MenuSetting } from './menu-template.ts';

function setting(change: Partial<MenuSetting> = {}): MenuSetting {
  return {
    platform: 'linux',
    theme: 'dark',
    developer: false,
    command: vi.fn(),
    setTheme: vi.fn(),
    openDataFolder: vi.fn(),
    openLogs: vi.fn(),
    ...change,
  };
}

describe('the menu', () => {
  it('has the menus of the platform', () => {
    const names = (platform: NodeJS.Platform) =>
      menuTemplate(setting({ platform })).map((menu) => menu.label ?? menu.role);
    expect(names('linux')).toEqual(['File', 'editMenu', 'View', 'windowMenu', 'Help']);
    expect(names('darwin')).toEqual(['Signalbox', 'File', 'editMenu', 'View', 'windowMenu', 'Help']);
  });

  it('ticks the theme in force', () => {
    const view = JSON.stringify(menuTemplate(setting()).find((menu) => menu.label === 'View'));
    expect(view).toContain('{"label":"Dark","type":"radio","checked":true}');
    expect(view).toContain('{"label":"Light","type":"radio","checked":false}');
  });

  it('offers developer tools only to developers', () => {
    expect(JSON.stringify(menuTemplate(setting()))).not.toContain('toggleDevTools');
    expect(JSON.stringify(menuTemplate(setting({ developer: true })))).toContain('toggleDevTools');
  });
});
