import type { DeploymentInfo, WorkloadState } from '../../../shared/deployment.ts';
import type { NewProvider, Provider, Simulation } from '../../../shared/provider.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';

/** What the console and REST doors serve; engine.ts fills it in. */
export interface ConsoleServices {
  readonly telemetry: Pick<Telemetry, 'queries' | 'onCommit'>;
  readonly providers: ProviderAdministration;
  readonly simulation: SimulationAdministration;
  readonly workload: WorkloadAdministration;
  deployment(): Promise<DeploymentInfo>;
}

export interface ProviderAdministration {
  list(): Provider[];
  add(provider: NewProvider): Promise<Provider>;
  remove(name: string): Promise<void>;
}

export interface SimulationAdministration {
  get(): Simulation;
  set(simulation: Simulation): Promise<void>;
}

export interface WorkloadAdministration {
  start(): void;
  cancel(): void;
  state(): WorkloadState;
  onChange(listener: (state: WorkloadState) => void): () => void;
}
