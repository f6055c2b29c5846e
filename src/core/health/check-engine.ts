import {
  HEALTH_COMPONENTS,
  type ComponentHealth,
  type ComponentState,
  type HealthComponent,
  type HealthReport,
} from '../../shared/health/index.ts';
import { assess } from './assess.ts';
import { dependenciesOf } from './dependencies.ts';
import { overallScore } from './overall-score.ts';
import type { Probe } from './probe.ts';
import { ProbeRunner, type ProbeOutcome } from './probe-runner.ts';
import { settle, type Settled } from './settle-state.ts';

interface Standing {
  readonly settled: Settled | null;
  readonly state: ComponentState;
  readonly since: string;
}

/** Checks everything at once and says how it is, with what it said before in mind. */
export class EngineCheck {
  readonly #runner: ProbeRunner;
  readonly #now: () => number;
  readonly #standing = new Map<HealthComponent | 'whole', Standing>();

  constructor(probes: readonly Probe[], now: () => number = Date.now) {
    this.#runner = new ProbeRunner(probes);
    this.#now = now;
  }

  async run(): Promise<HealthReport> {
    const startedMs = performance.now();
    const outcomes = await this.#runner.runAll();
    const at = new Date(this.#now()).toISOString();
    const components = HEALTH_COMPONENTS.map((component) =>
      this.#component(
        component,
        outcomes.filter(({ probe }) => probe.component === component),
        at,
      ),
    );
    const score = overallScore(new Map(components.map((each) => [each.component, each.score])));
    const { state, since } = this.#stand('whole', score, at);
    return {
      at,
      state: state === 'not_configured' ? 'healthy' : state,
      score,
      since,
      tookMs: Math.round(performance.now() - startedMs),
      components,
      dependencies: dependenciesOf(components.flatMap(({ facts }) => facts)),
    };
  }

  #component(component: HealthComponent, outcomes: readonly ProbeOutcome[], at: string): ComponentHealth {
    const { score, facts, reasons } = assess(outcomes.flatMap(({ findings }) => findings));
    const tookMs = Math.max(0, ...outcomes.map((outcome) => outcome.tookMs));
    return {
      component,
      ...this.#stand(component, score, at),
      score,
      tookMs: Math.round(tookMs * 10) / 10,
      facts: [...facts],
      reasons: [...reasons],
    };
  }

  #stand(
    what: HealthComponent | 'whole',
    score: number | null,
    at: string,
  ): { state: ComponentState; since: string } {
    const before = this.#standing.get(what) ?? null;
    const settled = score === null ? null : settle(before?.settled ?? null, score);
    const state = settled?.state ?? 'not_configured';
    const since = before !== null && before.state === state ? before.since : at;
    this.#standing.set(what, { settled, state, since });
    return { state, since };
  }
}
