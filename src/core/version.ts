import { readFileSync } from 'node:fs';
import { projectPath } from './resources.ts';

/** The version of this Signalbox, from its package.json. */
export const VERSION: string = (
  JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }
).version;
