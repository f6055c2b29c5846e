/**
 * The flags for the engine: what follows `--` on the command line, which Electron and Chromium share with us. They are
 * those of `signalbox serve`.
 */
export function parseLaunchFlags(argv: readonly string[]): { demo: boolean; engine: string[] } {
  const at = argv.indexOf('--');
  const ours = at === -1 ? [] : argv.slice(at + 1);
  return { demo: ours.includes('--demo'), engine: ours.filter((flag) => flag !== '--demo') };
}
