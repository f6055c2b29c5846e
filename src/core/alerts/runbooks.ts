import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignalboxError } from '../../shared/errors.ts';

const NAME = /^[a-z0-9-]{1,80}$/;

/** The text of a runbook that came with Signalbox, in Markdown. @throws SignalboxError RUNBOOK_NOT_FOUND */
export async function readRunbook(folder: string, name: string): Promise<string> {
  if (!NAME.test(name)) throw new SignalboxError('RUNBOOK_NOT_FOUND', { name });
  try {
    return await readFile(join(folder, `${name}.md`), 'utf8');
  } catch (cause) {
    throw new SignalboxError('RUNBOOK_NOT_FOUND', { name }, { cause });
  }
}
