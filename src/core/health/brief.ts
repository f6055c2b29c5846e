import { HEALTH_COMPONENTS, type ComponentState, type HealthComponent } from '../../shared/health/index.ts';

export interface BriefComponent {
  readonly component: HealthComponent;
  readonly state: ComponentState;
  readonly score: number | null;
}

const LETTERS: Readonly<Record<ComponentState, string>> = {
  healthy: 'h',
  degraded: 'd',
  unhealthy: 'u',
  not_configured: 'n',
};
const STATES = new Map(Object.entries(LETTERS).map(([state, letter]) => [letter, state as ComponentState]));
const WIDTH = 4;

/** States and scores of the components in four characters each, so that 30 days are read without their details. */
export function writeBrief(components: readonly BriefComponent[]): string {
  return HEALTH_COMPONENTS.map((name) => {
    const known = components.find(({ component }) => component === name);
    if (known === undefined || known.score === null) return 'n000';
    return LETTERS[known.state] + String(known.score).padStart(WIDTH - 1, '0');
  }).join('');
}

export function readBrief(brief: string): BriefComponent[] {
  return HEALTH_COMPONENTS.map((component, index) => {
    const part = brief.slice(index * WIDTH, (index + 1) * WIDTH);
    const state = STATES.get(part.charAt(0)) ?? 'not_configured';
    return { component, state, score: state === 'not_configured' ? null : Number(part.slice(1)) };
  });
}
