import { rm, writeFile } from 'node:fs/promises';
import { loadConfig, type Config } from './config.ts';
import { startEngine, type Engine } from './engine.ts';
import { createLogger } from './log.ts';
import { helpText } from './settings-reference.ts';
import { VERSION } from './version.ts';

/** `signalbox serve`: the engine without Electron, serving the console to browsers until a signal stops it. */
export async function serve(argv: readonly string[], onFailure: (error: unknown) => void): Promise<void> {
  if (argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(helpText());
    return;
  }
  const config = loadConfig({ argv, env: process.env });
  const engine = await startEngine({
    config,
    log: createLogger(config.logLevel, (line) => process.stderr.write(line)),
    onCrash: onFailure,
  });
  if (config.tokenFile !== undefined) await writeFile(config.tokenFile, `${engine.token}\n`, { mode: 0o600 });
  // Before anybody is told that it is ready: who reads that may send a signal at once.
  stopOnSignal(engine, config, onFailure);
  process.stdout.write(config.json ? readyLine(engine) : welcome(engine));
  if (config.demo) engine.workload.start();
}

function readyLine(engine: Engine): string {
  const { url, gatewayUrl, otlpUrl, metricsUrl, token, dataDir } = engine;
  const ready = {
    ready: true,
    url,
    gatewayUrl,
    otlpUrl,
    ...(metricsUrl === null ? {} : { metricsUrl }),
    token,
    dataDir,
    pid: process.pid,
    loginUrl: engine.loginUrl(),
  };
  return `${JSON.stringify(ready)}\n`;
}

function welcome(engine: Engine): string {
  return [
    '',
    `  Signalbox ${VERSION} is running.`,
    '',
    `  Console   ${engine.loginUrl()}`,
    '            (this link lets one browser in, once)',
    `  Gateway   ${engine.gatewayUrl}/v1   base URL for the OpenAI SDK`,
    `  OTLP      ${engine.otlpUrl}      endpoint for OpenTelemetry exporters`,
    ...(engine.metricsUrl === null
      ? []
      : [`  Metrics   ${engine.metricsUrl}   for Prometheus, without a token`]),
    `  Data      ${engine.dataDir}`,
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n');
}

function stopOnSignal(engine: Engine, config: Config, onFailure: (error: unknown) => void): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    if (!config.json) process.stdout.write('  Stopping; calls under way may take ten seconds to end.\n');
    engine
      .stop()
      .then(() => (config.tokenFile === undefined ? undefined : rm(config.tokenFile, { force: true })))
      .then(() => process.exit(0), onFailure);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
