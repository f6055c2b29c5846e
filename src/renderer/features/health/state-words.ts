import type { ComponentState, Dependency } from '../../../shared/health/index.ts';
import type { Tone } from '../../ui/badge.tsx';

export const STATE_WORDS: Readonly<Record<ComponentState, string>> = {
  healthy: 'Healthy',
  degraded: 'Degraded',
  unhealthy: 'Unhealthy',
  not_configured: 'Not configured',
};

export const STATE_TONES: Readonly<Record<ComponentState, Tone>> = {
  healthy: 'ok',
  degraded: 'warning',
  unhealthy: 'error',
  not_configured: 'neutral',
};

export const DEPENDENCY_WORDS: Readonly<Record<Dependency['state'], string>> = {
  up: 'up',
  slow: 'slow',
  down: 'down',
  unknown: 'no calls lately',
  not_configured: 'not configured',
};

export const DEPENDENCY_TONES: Readonly<Record<Dependency['state'], Tone>> = {
  up: 'ok',
  slow: 'warning',
  down: 'error',
  unknown: 'neutral',
  not_configured: 'neutral',
};

/** Whether the score is already better than the state, which waits for a second check to say so. */
export function isRecovering(state: ComponentState, score: number | null): boolean {
  if (score === null) return false;
  return (state === 'unhealthy' && score >= 50) || (state === 'degraded' && score >= 80);
}

/** The tone of points, as the engine's borders have it. */
export function pointsTone(points: number | null): Tone {
  if (points === null) return 'neutral';
  if (points < 50) return 'error';
  return points < 80 ? 'warning' : 'ok';
}
