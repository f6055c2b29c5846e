import { formatFact } from '../../shared/health/index.ts';
import { failureText } from './failure-text.ts';
import { FAILED_POINTS, PROBE_LIMIT_MS, type Finding, type Probe } from './probe.ts';

export interface ProbeOutcome {
  readonly probe: Probe;
  readonly findings: readonly Finding[];
  readonly tookMs: number;
}

/** Runs probes side by side, each within its own time. One that still hangs is not started again. */
export class ProbeRunner {
  readonly #probes: readonly Probe[];
  readonly #hanging = new Map<Probe, number>();

  constructor(probes: readonly Probe[]) {
    this.#probes = probes;
  }

  runAll(): Promise<ProbeOutcome[]> {
    return Promise.all(this.#probes.map((probe) => this.#run(probe)));
  }

  async #run(probe: Probe): Promise<ProbeOutcome> {
    const startedMs = performance.now();
    const hangingSince = this.#hanging.get(probe);
    const findings =
      hangingSince === undefined
        ? await this.#within(probe)
        : [failed(probe, `has not come to an end for ${formatFact('ms', startedMs - hangingSince)}`)];
    return { probe, findings, tookMs: performance.now() - startedMs };
  }

  #within(probe: Probe): Promise<readonly Finding[]> {
    const limitMs = probe.limitMs ?? PROBE_LIMIT_MS;
    this.#hanging.set(probe, performance.now());
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve([failed(probe, `did not come to an end within ${formatFact('ms', limitMs)}`)]);
      }, limitMs);
      const end = (findings: readonly Finding[]) => {
        clearTimeout(timer);
        this.#hanging.delete(probe);
        resolve(findings);
      };
      // `then` also catches what a probe throws before its first await.
      Promise.resolve()
        .then(() => probe.run())
        .then(end, (error: unknown) => end([failed(probe, `failed: ${failureText(error)}`)]));
    });
  }
}

function failed({ name, failedPoints = FAILED_POINTS }: Probe, what: string): Finding {
  return {
    fact: 'check',
    subject: name,
    value: null,
    text: `The check of ${name} ${what}.`,
    points: failedPoints,
  };
}
