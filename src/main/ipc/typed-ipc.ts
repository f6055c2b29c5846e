/** The only file of the main process that touches raw IPC. */
import { BrowserWindow, ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { bridgeCalls } from '../../shared/bridge.ts';
import type { BridgeArgument, BridgeCall, BridgeEvents, BridgeResults } from '../../shared/bridge.ts';
import { isTrustedSender } from './trusted-sender.ts';

export type BridgeHandlers = {
  [C in BridgeCall]: (argument: BridgeArgument<C>) => Promise<BridgeResults[C]> | BridgeResults[C];
};

/** Answers the console's calls. A call from anyone else or with a wrong argument is rejected before its handler runs. */
export function handleBridgeCalls(handlers: BridgeHandlers): void {
  for (const call of Object.keys(bridgeCalls) as BridgeCall[]) handleCall(call, handlers);
}

function handleCall<C extends BridgeCall>(call: C, handlers: BridgeHandlers): void {
  ipcMain.handle(call, (event, argument: unknown) => {
    if (!isTrusted(event)) throw new Error(`${call} was refused: it did not come from the console.`);
    return handlers[call](bridgeCalls[call].parse(argument) as BridgeArgument<C>);
  });
}

function isTrusted({ senderFrame, sender }: IpcMainInvokeEvent): boolean {
  const windows = new Set(BrowserWindow.getAllWindows().map((window) => window.webContents.id));
  const isMainFrame = senderFrame !== null && senderFrame.parent === null;
  return isTrustedSender(
    { origin: senderFrame?.origin ?? null, isMainFrame, webContentsId: sender.id },
    windows,
  );
}

/** Tells the console in this window something it did not ask for. */
export function tell<E extends keyof BridgeEvents>(
  window: BrowserWindow | null,
  event: E,
  payload: BridgeEvents[E],
): void {
  if (window !== null && !window.isDestroyed()) window.webContents.send(event, payload);
}
