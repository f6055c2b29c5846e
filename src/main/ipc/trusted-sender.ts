import { APP_ORIGIN } from '../../shared/bridge.ts';

/** What decides whether a message from a page is listened to. */
export interface Sender {
  /** The origin of the frame that sent it; null when the frame is gone already. */
  origin: string | null;
  isMainFrame: boolean;
  webContentsId: number;
}

/** Only the console itself may speak: its own origin, its main frame, in a window that we opened. */
export function isTrustedSender(sender: Sender, knownWindows: ReadonlySet<number>): boolean {
  return sender.origin === APP_ORIGIN && sender.isMainFrame && knownWindows.has(sender.webContentsId);
}
