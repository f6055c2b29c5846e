export interface ElectronRuntime {
  executable: string;
  version: string;
}

export function ensureElectron(): Promise<ElectronRuntime | { reason: string }>;

export function electronLaunch(runtime: ElectronRuntime): {
  executable: string;
  args: string[];
  env: NodeJS.ProcessEnv;
};
