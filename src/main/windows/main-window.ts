import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { APP_ORIGIN } from '../../shared/bridge.ts';
import { mainWindowOptions } from './main-window-options.ts';
import { fitToDisplays, loadWindowState, saveWindowState } from './window-state.ts';
import type { WindowState } from './window-state.ts';

/** The one window of the app: opens it, brings it to the front, remembers where it was. */
export class MainWindow {
  readonly #statePath = join(app.getPath('userData'), 'window-state.json');
  #state: WindowState = loadWindowState(this.#statePath);
  #window: BrowserWindow | null = null;

  get current(): BrowserWindow | null {
    return this.#window;
  }

  get theme(): WindowState['theme'] {
    return this.#state.theme;
  }

  setTheme(theme: WindowState['theme']): void {
    nativeTheme.themeSource = theme;
    this.#remember({ theme });
  }

  /** Opens the window, or brings it to the front when it is open. */
  open(): void {
    if (this.#window !== null) {
      if (this.#window.isMinimized()) this.#window.restore();
      this.#window.show();
      this.#window.focus();
      return;
    }
    nativeTheme.themeSource = this.#state.theme;
    const window = this.#create();
    this.#window = window;
    window.once('ready-to-show', () => window.show());
    window.on('close', () =>
      this.#remember({ bounds: window.getNormalBounds(), maximised: window.isMaximized() }),
    );
    window.on('closed', () => (this.#window = null));
    // A page that cannot be loaded is the crash screen's business, which hears of it by itself.
    window.loadURL(`${APP_ORIGIN}/`).catch(() => window.show());
  }

  #create(): BrowserWindow {
    const workAreas = screen.getAllDisplays().map((display) => display.workArea);
    const folder = app.getAppPath();
    const window = new BrowserWindow(
      mainWindowOptions({
        bounds: fitToDisplays(this.#state.bounds, workAreas),
        dark: nativeTheme.shouldUseDarkColors,
        preload: join(folder, 'out', 'preload', 'index.cjs'),
        icon: join(folder, 'resources', 'icons', 'icon.png'),
        version: app.getVersion(),
      }),
    );
    if (this.#state.maximised) window.maximize();
    return window;
  }

  #remember(change: Partial<WindowState>): void {
    this.#state = { ...this.#state, ...change };
    saveWindowState(this.#statePath, this.#state);
  }
}
