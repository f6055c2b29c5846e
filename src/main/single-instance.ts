import { app } from 'electron';

/** False when Signalbox runs already: that one is then brought to the front and this one must end. */
export function setupSingleInstance(bringToFront: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', bringToFront);
  return true;
}
