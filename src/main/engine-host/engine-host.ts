import type { EngineState } from '../../shared/bridge.ts';
import { engineReportSchema } from '../../shared/engine-protocol.ts';
import type { EngineReport, EngineSettings } from '../../shared/engine-protocol.ts';
import type { EngineLog } from './engine-log.ts';
import type { EngineProcess } from './engine-process.ts';
import { RestartPolicy } from './restart-policy.ts';

const STOP_LIMIT_MS = 5_000;

export interface EngineHostOptions {
  launch: () => EngineProcess;
  settings: EngineSettings;
  log: EngineLog;
}

/** Runs one engine: starts it, starts it again when it dies, says what became of it, and stops it at the end. */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #policy = new RestartPolicy();
  readonly #listeners = new Set<(state: EngineState) => void>();
  #state: EngineState = { status: 'starting' };
  #process: EngineProcess | null = null;
  #exited: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #lastExit: string | null = null;
  /** Asked for again after a crash, so that the page's policy still names the right door. */
  #port: string | null = null;
  #stopped = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
  }

  get state(): EngineState {
    return this.#state;
  }

  onChange(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the first start has come to something, good or bad, or after the time limit. */
  async settled(limitMs: number): Promise<void> {
    if (this.#state.status !== 'starting') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      const forget = this.onChange((state) => {
        if (state.status === 'starting') return;
        clearTimeout(timer);
        forget();
        resolve();
      });
    });
  }

  start(): void {
    this.#stopped = false;
    const { launch, log } = this.#options;
    log.begin(`engine started ${new Date().toISOString()}`);
    const engine = launch();
    this.#process = engine;
    engine.onOutput((text) => log.write(text));
    engine.onMessage((message) => {
      if (engine === this.#process) this.#hear(message);
    });
    this.#exited = new Promise((resolve) => {
      engine.onExit((exit) => {
        resolve();
        if (engine === this.#process) this.#ended(exit);
      });
    });
    engine.send({ type: 'start', settings: this.#settings() });
  }

  /** Stops the engine, if there is one, and starts it again; earlier crashes no longer count. */
  async restart(): Promise<void> {
    await this.stop();
    this.#policy.forget();
    this.#lastExit = null;
    this.#change({ status: 'starting' });
    this.start();
  }

  /** Asks the engine to stop and waits; one that does not within 5 seconds is killed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    const engine = this.#process;
    if (engine === null) return;
    engine.send({ type: 'stop' });
    const killer = setTimeout(() => engine.kill(), STOP_LIMIT_MS);
    await this.#exited;
    clearTimeout(killer);
  }

  #settings(): EngineSettings {
    const { settings } = this.#options;
    if (this.#port === null) return settings;
    // The sample workload was asked for once; a crash does not ask for it again.
    return { ...settings, demo: false, argv: [...settings.argv, '--port', this.#port] };
  }

  #hear(message: unknown): void {
    const report = engineReportSchema.safeParse(message);
    if (!report.success) {
      this.#options.log.write(
        `The engine sent a message that is not in the protocol: ${report.error.message}\n`,
      );
      return;
    }
    this.#act(report.data);
  }

  #act(report: EngineReport): void {
    switch (report.type) {
      case 'log':
        this.#options.log.write(`${report.line}\n`);
        return;
      case 'failed':
        // Its exit follows; having said why, it is not started again, unless only the old port was in the way.
        if (report.error.code === 'PORT_TAKEN' && this.#port !== null) this.#port = null;
        else this.#change({ status: 'failed', failure: report.error, output: this.#options.log.tail });
        return;
      case 'ready': {
        const { url, gatewayUrl, otlpUrl, token, dataDir } = report;
        this.#port = new URL(url).port;
        this.#change({ status: 'ready', lastExit: this.#lastExit, url, gatewayUrl, otlpUrl, token, dataDir });
      }
    }
  }

  #ended(exit: string): void {
    this.#process = null;
    this.#options.log.write(`The engine ended: ${exit}\n`);
    if (this.#stopped || this.#state.status === 'failed') return;
    this.#lastExit = exit;
    const decision = this.#policy.afterCrash(performance.now());
    if (!decision.restart) {
      this.#change(givenUp(exit, this.#options.log.tail));
      return;
    }
    this.#change({ status: 'restarting', attempt: decision.attempt, lastExit: exit });
    this.#timer = setTimeout(() => this.start(), decision.delayMs);
  }

  #change(state: EngineState): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener(state);
  }
}

function givenUp(exit: string, output: readonly string[]): EngineState {
  const failure = {
    code: 'ENGINE_CRASHED',
    message: `The engine ended three times within five minutes, the last time with ${exit}.`,
    action: 'Read its last lines below and the log (Help > Open Logs), then start it again.',
  };
  return { status: 'failed', failure, output };
}
