/** Runs sandboxed before the console's page: puts named functions on `window.signalbox` and nothing else. */
import { contextBridge, ipcRenderer } from 'electron';
import type {
  BridgeArgument,
  BridgeCall,
  BridgeEvents,
  BridgeResults,
  SignalboxBridge,
} from '../shared/bridge.ts';

function call<C extends BridgeCall>(name: C, argument: BridgeArgument<C>): Promise<BridgeResults[C]> {
  return ipcRenderer.invoke(name, argument) as Promise<BridgeResults[C]>;
}

function listen<E extends keyof BridgeEvents>(
  name: E,
  listener: (payload: BridgeEvents[E]) => void,
): () => void {
  // The page gets the payload only: the event object would hand it the whole of ipcRenderer.
  const receive = (_event: unknown, payload: BridgeEvents[E]) => listener(payload);
  ipcRenderer.on(name, receive);
  return () => ipcRenderer.off(name, receive);
}

const version = process.argv.find((argument) => argument.startsWith('--signalbox-version='))?.split('=')[1];

const bridge: SignalboxBridge = {
  platform: process.platform,
  version: version ?? '',
  engine: {
    current: () => call('engine:current', undefined),
    onChange: (listener) => listen('engine:changed', listener),
    restart: () => call('engine:restart', undefined),
  },
  saveFile: (file) => call('file:save', file),
  savePdf: (file) => call('page:save-pdf', file),
  download: (file) => call('file:download', file),
  openExternal: (url) => call('external:open', url),
  setTheme: (theme) => call('theme:set', theme),
  onMenuCommand: (listener) => listen('menu:command', listener),
  openDataFolder: () => call('data-folder:open', undefined),
};

contextBridge.exposeInMainWorld('signalbox', bridge);
