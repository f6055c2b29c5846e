import type { SignalboxBridge } from '../../shared/bridge.ts';

declare global {
  interface Window {
    readonly signalbox?: SignalboxBridge;
  }
}

/** The desktop shell around the console; undefined in a browser. */
export function bridge(): SignalboxBridge | undefined {
  return window.signalbox;
}
