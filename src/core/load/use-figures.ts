import type { EngineUse } from '../../shared/load/index.ts';

/** What an engine used over a run. */
export interface UseFigures {
  /** Cores. */
  readonly cpuMean: number;
  readonly cpuMost: number;
  readonly residentMost: number;
  /** The worst second's. */
  readonly loopDelayP99MostMs: number;
}

/** Null where nothing was measured. */
export function useFigures(points: readonly EngineUse[]): UseFigures | null {
  if (points.length === 0) return null;
  const most = (of: (point: EngineUse) => number) =>
    points.reduce((max, point) => Math.max(max, of(point)), 0);
  return {
    cpuMean: points.reduce((sum, { cpu }) => sum + cpu, 0) / points.length,
    cpuMost: most(({ cpu }) => cpu),
    residentMost: most(({ residentBytes }) => residentBytes),
    loopDelayP99MostMs: most(({ loopDelayP99Ms }) => loopDelayP99Ms),
  };
}
