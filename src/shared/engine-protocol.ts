/**
 * What the Electron main process and the engine say to each other, over `parentPort` (utility process) or the
 * IPC channel (child process). The token travels here, and never in arguments or the environment.
 */
import { z } from 'zod';

export interface EngineSettings {
  /** Run the sample workload once after the start. */
  demo: boolean;
  /** The origin whose pages may use the console door. */
  appOrigin: string;
  /** Flags as `signalbox serve` takes them; the last of a name counts. */
  argv: readonly string[];
}

/** From the main process to the engine, which trusts it: it is its parent. */
export type EngineCommand = { type: 'start'; settings: EngineSettings } | { type: 'stop' };

/** From the engine to the main process, which checks it: it goes on to the console. */
export const engineReportSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('ready'),
    url: z.url(),
    gatewayUrl: z.url(),
    otlpUrl: z.url(),
    token: z.string().min(1),
    dataDir: z.string().min(1),
    pid: z.int().positive(),
  }),
  z.object({
    type: z.literal('failed'),
    error: z.object({ code: z.string(), message: z.string(), action: z.string() }),
  }),
  z.object({ type: z.literal('log'), line: z.string() }),
]);

export type EngineReport = z.infer<typeof engineReportSchema>;
