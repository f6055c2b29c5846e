import type { Database } from 'better-sqlite3';
import { SignalboxError } from '../../../shared/errors.ts';
import type { PromptEntry } from '../../../shared/similarity.ts';
import { auditor } from './auditor.ts';
import type { Change } from './control-records.ts';

/** Known bad and known good prompts. The audit log names ids and counts, never a prompt. */
export function promptEntryOperations(database: Database) {
  const audit = auditor(database);
  return {
    promptEntries(): PromptEntry[] {
      return database
        .prepare<[], PromptEntry>(
          'SELECT id, list, text, created_at AS createdAt, created_by AS createdBy FROM prompt_entries ORDER BY entry_no',
        )
        .all();
    },
    addPromptEntries: database.transaction(
      (input: { entries: readonly PromptEntry[]; change: Change }): void => {
        const insert = database.prepare(
          'INSERT INTO prompt_entries (id, list, text, created_at, created_by) VALUES (?, ?, ?, ?, ?)',
        );
        for (const { id, list, text, createdAt, createdBy } of input.entries) {
          insert.run(id, list, text, createdAt, createdBy);
        }
        audit('similarity.add', input.entries[0]?.list ?? '', input.change);
      },
    ),
    removePromptEntry: database.transaction((input: { id: string; change: Change }): void => {
      const { changes } = database.prepare('DELETE FROM prompt_entries WHERE id = ?').run(input.id);
      if (changes === 0) throw new SignalboxError('SIMILARITY_ENTRY_NOT_FOUND', { id: input.id });
      audit('similarity.remove', input.id, input.change);
    }),
  };
}
