/** Electron's main process: one window on the console, and the engine beside it. Each capability is set up once, in order. */
import { join } from 'node:path';
import { app, session, shell } from 'electron';
import type { EngineState, Theme } from '../shared/bridge.ts';
import { downloadFile, setupDownloads } from './dialogs/download-file.ts';
import { saveFile } from './dialogs/save-file.ts';
import { savePdf } from './dialogs/save-pdf.ts';
import type { EngineHost } from './engine-host/engine-host.ts';
import { setupEngine } from './engine-host/setup-engine.ts';
import { handleBridgeCalls, tell } from './ipc/typed-ipc.ts';
import { setupMenu } from './menu/menu.ts';
import { registerAppScheme, setupAppProtocol } from './security/app-protocol.ts';
import { setupNavigationGuards } from './security/navigation.ts';
import { openExternal } from './security/open-external.ts';
import { setupPermissions } from './security/permissions.ts';
import { setupSingleInstance } from './single-instance.ts';
import { setupCrashScreen } from './windows/crash-screen.ts';
import { MainWindow } from './windows/main-window.ts';

/** How long the page waits for the engine's address before it opens and says that the engine is still starting. */
const ENGINE_PATIENCE_MS = 5_000;

let mainWindow: MainWindow | null = null;

if (setupSingleInstance(() => mainWindow?.open())) {
  registerAppScheme();
  setupNavigationGuards();
  setupCrashScreen(() => mainWindow?.current ?? null);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('activate', () => mainWindow?.open());
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  setupPermissions(session.defaultSession);
  setupDownloads(session.defaultSession);
  const host = setupEngine();
  if (host === null) return app.exit(1);
  const window = new MainWindow();
  mainWindow = window;
  const servedFor = await setupAppProtocol(join(app.getAppPath(), 'out', 'renderer'), async () => {
    await host.settled(ENGINE_PATIENCE_MS);
    return urlOf(host.state);
  });
  setupBridge(host, window);
  host.onChange((state) => {
    // The page's policy names one engine address and cannot change while the page lives.
    const pageIsFor = servedFor();
    const isOutdated = state.status === 'ready' && pageIsFor !== undefined && pageIsFor !== state.url;
    if (isOutdated) window.current?.webContents.reload();
    else tell(window.current, 'engine:changed', state);
  });
  window.open();
}

function setupBridge(host: EngineHost, window: MainWindow): void {
  const openDataFolder = async () => {
    if (host.state.status === 'ready') await shell.openPath(host.state.dataDir);
  };
  const setTheme = (theme: Theme) => {
    window.setTheme(theme);
    showMenu();
  };
  const showMenu = () =>
    setupMenu(window.theme, {
      command: (command) => tell(window.current, 'menu:command', command),
      setTheme: (theme) => {
        setTheme(theme);
        tell(window.current, 'menu:command', `theme-${theme}`);
      },
      openDataFolder: () => void openDataFolder(),
    });
  showMenu();
  handleBridgeCalls({
    'engine:current': () => host.state,
    'engine:restart': () => host.restart(),
    'file:save': (file) => saveFile(window.current, file),
    'page:save-pdf': (file) => savePdf(window.current, file),
    'file:download': (file) => downloadFile(window.current, urlOf(host.state), file),
    'external:open': openExternal,
    'theme:set': setTheme,
    'data-folder:open': openDataFolder,
  });
}

function urlOf(state: EngineState): string | null {
  return state.status === 'ready' ? state.url : null;
}
