import {
  FACTS,
  COMPONENT_NAMES,
  WEIGHTS,
  type FactName,
  type HealthComponent,
  type HealthIssue,
  type HealthReason,
} from '../../shared/health/index.ts';

/** Why a component was not well, for as long as that held. */
export interface ReasonStretch {
  readonly component: HealthComponent;
  readonly reason: HealthReason;
  readonly ms: number;
}

export interface IssueQuestion {
  /** From the range's records. */
  readonly past: readonly ReasonStretch[];
  readonly current: readonly { component: HealthComponent; reason: HealthReason }[];
  readonly knownMs: number;
  /** In the middle of a sentence: 'the last 24 h'. */
  readonly rangeText: string;
  /** Of each component, how often its state changed. */
  readonly flaps: ReadonlyMap<HealthComponent, number>;
}

interface Gathered {
  readonly component: HealthComponent;
  latest: HealthReason;
  lowest: number;
  ms: number;
  times: number;
  current: HealthReason | null;
}

/** What its state must have changed for a component to be called restless. */
const RESTLESS = 6;

/** What is, or was, wrong, the most severe first, each with what it is concluded from. */
export function issuesOf(question: IssueQuestion): HealthIssue[] {
  const gathered = new Map<string, Gathered>();
  const of = (component: HealthComponent, reason: HealthReason) => {
    const key = `${component}\0${reason.fact}\0${reason.subject ?? ''}`;
    const found = gathered.get(key) ?? {
      component,
      latest: reason,
      lowest: 100,
      ms: 0,
      times: 0,
      current: null,
    };
    gathered.set(key, found);
    return found;
  };
  for (const { component, reason, ms } of question.past) {
    const found = of(component, reason);
    found.latest = reason;
    found.lowest = Math.min(found.lowest, reason.points);
    found.ms += ms;
    found.times += 1;
  }
  for (const { component, reason } of question.current) of(component, reason).current = reason;
  return [...gathered.values()]
    .map((found) => toIssue(found, question))
    .concat(restless(question))
    .sort((a, b) => b.severity - a.severity);
}

function toIssue(found: Gathered, { knownMs, rangeText }: IssueQuestion): HealthIssue {
  const { component, current, latest, ms, times } = found;
  const share = knownMs === 0 ? 0 : ms / knownMs;
  const points = current?.points ?? found.lowest;
  const taken = WEIGHTS[component].influence * (100 - points);
  const evidence = [
    ...(current === null ? [] : [`Now: ${current.text}`]),
    ...(times === 0
      ? []
      : [
          `${percent(share)} of the known time in ${rangeText}: ${times} ${times === 1 ? 'record says' : 'records say'} so, the worst with ${found.lowest} points.`,
        ]),
    ...(current === null ? [`The latest: ${latest.text}`] : []),
  ];
  return {
    component,
    fact: latest.fact,
    subject: latest.subject,
    title: titleOf(component, current ?? latest),
    current: current !== null,
    severity: Math.round(taken * (current === null ? Math.min(1, share) : 1) * 10) / 10,
    evidence,
    recommendation: remedyOf(latest.fact),
  };
}

function restless({ flaps, rangeText }: IssueQuestion): HealthIssue[] {
  return [...flaps]
    .filter(([, count]) => count >= RESTLESS)
    .map(([component, count]) => ({
      component,
      fact: 'flaps',
      subject: null,
      title: `${COMPONENT_NAMES[component]} comes and goes`,
      current: false,
      severity: Math.min(20, count),
      evidence: [`Its state changed ${count} times in ${rangeText}.`],
      recommendation:
        'Look at what its incidents have in common: the same hour, the same load, the same neighbour.',
    }));
}

function titleOf(component: HealthComponent, { fact, subject, text }: HealthReason): string {
  if (!isFact(fact) || fact === 'check') return text.replace(/\.$/, '');
  const { label } = FACTS[fact];
  return `${subject ?? COMPONENT_NAMES[component]}: ${label}`;
}

function remedyOf(fact: string): string {
  const remedy = isFact(fact) ? FACTS[fact].remedy : null;
  return remedy ?? 'Look at the facts of the component.';
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}

function percent(share: number): string {
  return share > 0 && share < 0.001 ? '<0.1 %' : `${Number((share * 100).toPrecision(3))} %`;
}
