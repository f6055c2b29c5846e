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
const WIDTH = 4;

/** States and scores of the components in four characters each, so that 30 days are read without their details. */
export function writeBrief(components: readonly BriefComponent[]): string {
  return HEALTH_COMPONENTS.map((name) => {
    const known = components.find(({ component }) => component === name);
    if (known === undefined || known.score === null) return 'n000';
    return LETTERS[known.state] + String(known.score).padStart(WIDTH - 1, '0');
  }).join('');
}

/** Of a component by its place in HEALTH_COMPONENTS. Makes no objects: months are read in one go. */
export function briefState(brief: string, place: number): ComponentState {
  switch (brief.charAt(place * WIDTH)) {
    case 'h':
      return 'healthy';
    case 'd':
      return 'degraded';
    case 'u':
      return 'unhealthy';
    default:
      return 'not_configured';
  }
}

/** Null: it is not configured. */
export function briefScore(brief: string, place: number): number | null {
  if (briefState(brief, place) === 'not_configured') return null;
  const at = place * WIDTH;
  return digit(brief, at + 1) * 100 + digit(brief, at + 2) * 10 + digit(brief, at + 3);
}

function digit(brief: string, at: number): number {
  return brief.charCodeAt(at) - 48;
}

export function readBrief(brief: string): BriefComponent[] {
  return HEALTH_COMPONENTS.map((component, place) => ({
    component,
    state: briefState(brief, place),
    score: briefScore(brief, place),
  }));
}
