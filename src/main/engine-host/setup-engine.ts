import { join } from 'node:path';
import { app, dialog } from 'electron';
import { APP_ORIGIN } from '../../shared/bridge.ts';
import { parseLaunchFlags } from '../launch-flags.ts';
import { startChildEngine } from './child-engine.ts';
import { EngineHost } from './engine-host.ts';
import { EngineLog } from './engine-log.ts';
import { engineEnvironment } from './engine-process.ts';
import { startUtilityEngine } from './utility-engine.ts';

const OLDEST_NODE = 22;

/** Starts the engine; null (after telling the user) when nothing here can run it. It is stopped before the app quits. */
export function setupEngine(): EngineHost | null {
  const node = process.env.SIGNALBOX_ENGINE_NODE;
  if (node === undefined && Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    dialog.showErrorBox(
      'Signalbox cannot start its engine',
      `The engine needs Node ${OLDEST_NODE} or newer; this Electron brings ${process.versions.node}. ` +
        'Start it with `npm start`, or set SIGNALBOX_ENGINE_NODE to a newer Node.',
    );
    return null;
  }
  const { demo, engine: argv } = parseLaunchFlags(process.argv);
  const launch = {
    bundle: join(app.getAppPath(), 'out', 'engine', 'utility.mjs'),
    env: engineEnvironment(process.env),
  };
  const host = new EngineHost({
    launch: () => (node === undefined ? startUtilityEngine(launch) : startChildEngine(node, launch)),
    settings: { demo, appOrigin: APP_ORIGIN, argv },
    log: new EngineLog(join(app.getPath('logs'), 'engine.log')),
  });
  stopBeforeQuit(host);
  host.start();
  return host;
}

/**
 * With no engine running, stopping it is done at once, within the event itself: Electron takes `quit` there as part of
 * the one that was just held up, and forgets both. `exit` counts at any time; all windows are closed by then.
 */
function stopBeforeQuit(host: EngineHost): void {
  app.on('will-quit', (event) => {
    event.preventDefault();
    void host.stop().finally(() => app.exit());
  });
}
