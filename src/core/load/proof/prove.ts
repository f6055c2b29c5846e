import type { Flags } from '../command/flags.ts';
import type { Surroundings } from '../command/run-command.ts';
import { EXIT } from '../command/exit-codes.ts';

export async function prove(_flags: Flags, _around: Surroundings): Promise<number> {
  return Promise.resolve(EXIT.generatorFailed);
}
