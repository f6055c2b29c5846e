/**
 * What the Electron main process and the engine say to each other, over `parentPort` (utility process) or the
 * IPC channel (child process). The token travels here, and never in arguments or the environment.
 */
import { z } from 'zod';

const engineSettingsSchema = z.object({
  /** Run the sample workload once after the start. */
  demo: z.boolean(),
  /** The origin whose pages may use the console door. */
  appOrigin: z.string().min(1),
  /** Flags as `signalbox serve` takes them; the last of a name counts. */
  argv: z.array(z.string()),
});

export type EngineSettings = z.infer<typeof engineSettingsSchema>;

/** From the main process to the engine. */
const engineCommandSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), settings: engineSettingsSchema }),
  z.object({ type: z.literal('stop') }),
]);

export type EngineCommand = z.infer<typeof engineCommandSchema>;

/** From the engine to the main process. */
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
