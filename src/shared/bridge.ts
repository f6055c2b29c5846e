/**
 * What the console may ask of the shell around it. The preload script puts a `SignalboxBridge` on
 * `window.signalbox`; in a browser there is none. The schemas are checked in the main process, which
 * trusts no argument; the preload script and the console need only the types.
 */
import { z } from 'zod';

/** The origin of the console's pages in the Electron window. */
export const APP_ORIGIN = 'app://signalbox';

export interface EngineFailure {
  /** A code of the error registry, or `ENGINE_CRASHED` when the engine died without giving a reason. */
  code: string;
  message: string;
  /** What the user can do about it. */
  action: string;
}

/** Where the engine's doors are; the addresses are bases without a path. */
interface EngineEndpoints {
  url: string;
  gatewayUrl: string;
  otlpUrl: string;
  /** The token of this launch of the engine. It goes into the first message of a connection only. */
  token: string;
  dataDir: string;
}

export type EngineState =
  | { status: 'starting' }
  /** `lastExit` says how the engine before this one ended, when it did not end on purpose. */
  | ({ status: 'ready'; lastExit: string | null } & EngineEndpoints)
  | { status: 'restarting'; attempt: number; lastExit: string }
  /** `output` is the end of what the engine wrote before it died. */
  | { status: 'failed'; failure: EngineFailure; output: readonly string[] };

export type MenuCommand =
  | 'export'
  | 'settings'
  | 'command-palette'
  | 'shortcuts'
  | 'theme-system'
  | 'theme-light'
  | 'theme-dark';

const themeSchema = z.enum(['system', 'light', 'dark']);

export type Theme = z.infer<typeof themeSchema>;

const MAX_FILE_CHARACTERS = 256 * 1024 * 1024;

const fileToSaveSchema = z.object({
  /** A file name without a folder: the user chooses where. */
  suggestedName: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/\\\p{Cc}]+$/u, 'a file name without a folder'),
  contents: z.string().max(MAX_FILE_CHARACTERS),
  /** What the contents are: text unless said otherwise. */
  encoding: z.enum(['utf8', 'base64']).optional(),
});

export type FileToSave = z.infer<typeof fileToSaveSchema>;

const fileToDownloadSchema = z.object({
  /** Where the engine's door has the file, once (core/http/rest/export-routes.ts). */
  path: z.string().regex(/^\/exports\/[\w-]{20,100}$/, 'the path of an export'),
  suggestedName: fileToSaveSchema.shape.suggestedName,
});

const pdfToSaveSchema = fileToSaveSchema.pick({ suggestedName: true });

export type PdfToSave = z.infer<typeof pdfToSaveSchema>;

export type FileToDownload = z.infer<typeof fileToDownloadSchema>;

export interface SavedFile {
  saved: boolean;
  path?: string;
}

/** The calls from the console to the shell: the channel and the schema of its argument. */
export const bridgeCalls = {
  'engine:current': z.undefined(),
  'engine:restart': z.undefined(),
  'file:save': fileToSaveSchema,
  'file:download': fileToDownloadSchema,
  'page:save-pdf': pdfToSaveSchema,
  'external:open': z.string().max(4096),
  'theme:set': themeSchema,
  'data-folder:open': z.undefined(),
} as const;

export type BridgeCall = keyof typeof bridgeCalls;
export type BridgeArgument<C extends BridgeCall> = z.infer<(typeof bridgeCalls)[C]>;

/** What each call answers. */
export interface BridgeResults {
  'engine:current': EngineState;
  'engine:restart': void;
  'file:save': SavedFile;
  'file:download': SavedFile;
  'page:save-pdf': SavedFile;
  'external:open': boolean;
  'theme:set': void;
  'data-folder:open': void;
}

/** What the shell tells the console unasked. */
export interface BridgeEvents {
  'engine:changed': EngineState;
  'menu:command': MenuCommand;
}

type Unsubscribe = () => void;

export interface SignalboxBridge {
  /** `linux`, `darwin` or `win32`. */
  readonly platform: string;
  readonly version: string;
  readonly engine: {
    current(): Promise<EngineState>;
    onChange(listener: (state: EngineState) => void): Unsubscribe;
    /** Starts the engine again, also after it was given up. Its state follows through `onChange`. */
    restart(): Promise<void>;
  };
  /** Asks the user where, then writes the file whole or not at all. `saved` is false when the user cancels. */
  saveFile(file: FileToSave): Promise<SavedFile>;
  /**
   * Asks the user where, then fetches a file from the engine to there, whole or not at all. `saved` is false when the
   * user cancels; rejects when the file could not be had.
   */
  download(file: FileToDownload): Promise<SavedFile>;
  /** Asks the user where, then saves what the window shows, as it prints, as a PDF. `saved` is false when the user cancels. */
  savePdf(file: PdfToSave): Promise<SavedFile>;
  /** Opens an https address (http only on this machine) in the user's browser; false when it is refused. */
  openExternal(url: string): Promise<boolean>;
  setTheme(theme: Theme): Promise<void>;
  onMenuCommand(listener: (command: MenuCommand) => void): Unsubscribe;
  openDataFolder(): Promise<void>;
}
