import { simulationSchema, type Simulation } from '../shared/provider.ts';
import type { Log } from './log.ts';
import type { SimulatedProvider } from './providers/index.ts';
import type { ControlStore } from './store/control/index.ts';

const SETTING = 'simulation';

export interface SimulationSettings {
  get(): Simulation;
  /** Takes effect with the next call and is kept over restarts. */
  set(simulation: Simulation, actor: string): Promise<void>;
}

/** How the simulated models behave, as the user left it. */
export async function createSimulationSettings(
  provider: SimulatedProvider,
  store: Pick<ControlStore, 'setting' | 'saveSetting'>,
  log: Log,
): Promise<SimulationSettings> {
  const kept = await store.setting(SETTING);
  if (kept !== null) {
    const simulation = simulationSchema.safeParse(kept);
    if (simulation.success) provider.simulation = simulation.data;
    else log.warn('The kept simulation is not valid; the default one is used.', { cause: simulation.error });
  }
  return {
    get: () => provider.simulation,
    set: async (simulation, actor) => {
      await store.saveSetting(SETTING, simulation, { actor });
      provider.simulation = simulation;
    },
  };
}
