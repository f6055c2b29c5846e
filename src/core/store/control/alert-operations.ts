import type { Database } from 'better-sqlite3';
import type { AlertEvent, HistoryQuestion, Silence } from '../../../shared/alert/index.ts';
import { SignalboxError } from '../../../shared/errors.ts';
import { auditor } from './auditor.ts';
import type { Change, JsonValue } from './control-records.ts';
import { versionedDocuments, type SavedDocument } from './versioned-documents.ts';

interface StoredEvent {
  id: number;
  event: string;
}

/** Rule groups and SLOs, the states of alerts, their history, and silences. */
export function alertOperations(database: Database) {
  const groups = versionedDocuments(database, {
    table: 'rule_groups',
    noun: 'alert_rules',
    errors: {
      notFound: 'ALERT_GROUP_NOT_FOUND',
      exists: 'ALERT_GROUP_EXISTS',
      changed: 'ALERT_GROUP_CHANGED',
    },
  });
  const slos = versionedDocuments(database, {
    table: 'slos',
    noun: 'slo',
    errors: { notFound: 'SLO_NOT_FOUND', exists: 'SLO_EXISTS', changed: 'SLO_CHANGED' },
  });
  return {
    ruleGroups: () => groups.list(),
    saveRuleGroup: (document: SavedDocument) => groups.save(document),
    removeRuleGroup: (input: { id: string; change: Change }) => groups.remove(input),
    slos: () => slos.list(),
    saveSlo: (document: SavedDocument) => slos.save(document),
    removeSlo: (input: { id: string; change: Change }) => slos.remove(input),
    ...alertStateOperations(database),
    ...silenceOperations(database),
  };
}

function alertStateOperations(database: Database) {
  return {
    alertStates(): { groupId: string; state: JsonValue }[] {
      return database
        .prepare<[], { group_id: string; state: string }>('SELECT * FROM alert_states ORDER BY group_id')
        .all()
        .map(({ group_id, state }) => ({ groupId: group_id, state: JSON.parse(state) as JsonValue }));
    },
    /** The states of a group's alerts with what it adds to history, of which the newest `keep` stay. */
    saveAlertState: database.transaction(
      (input: {
        groupId: string;
        state: JsonValue | null;
        events: readonly Omit<AlertEvent, 'id'>[];
        keep: number;
      }): void => {
        if (input.state === null)
          database.prepare('DELETE FROM alert_states WHERE group_id = ?').run(input.groupId);
        else
          database
            .prepare(
              'INSERT INTO alert_states VALUES (?, ?) ON CONFLICT (group_id) DO UPDATE SET state = excluded.state',
            )
            .run(input.groupId, JSON.stringify(input.state));
        const add = database.prepare(
          'INSERT INTO alert_history (at_ms, fingerprint, event) VALUES (?, ?, ?)',
        );
        for (const event of input.events)
          add.run(Date.parse(event.at), event.fingerprint, JSON.stringify(event));
        if (input.events.length > 0)
          database
            .prepare('DELETE FROM alert_history WHERE id <= (SELECT max(id) FROM alert_history) - ?')
            .run(input.keep);
      },
    ),
    /** Newest first. */
    alertHistory({ from, to, fingerprint, limit }: HistoryQuestion): AlertEvent[] {
      return database
        .prepare<[number, number, string | null, string | null, number], StoredEvent>(
          `SELECT id, event FROM alert_history
           WHERE at_ms BETWEEN ? AND ? AND (? IS NULL OR fingerprint = ?) ORDER BY id DESC LIMIT ?`,
        )
        .all(
          from === null ? 0 : Date.parse(from),
          to === null ? Number.MAX_SAFE_INTEGER : Date.parse(to),
          fingerprint,
          fingerprint,
          limit,
        )
        .map(({ id, event }) => ({ ...(JSON.parse(event) as Omit<AlertEvent, 'id'>), id }));
    },
  };
}

function silenceOperations(database: Database) {
  const audit = auditor(database);
  return {
    silences(): Silence[] {
      return database
        .prepare<[], { id: string; content: string }>('SELECT * FROM alert_silences ORDER BY id')
        .all()
        .map(({ id, content }) => ({ ...(JSON.parse(content) as Omit<Silence, 'id'>), id }));
    },
    /** Adds it, or puts it in the place of the one with its id. */
    saveSilence: database.transaction(
      (input: { silence: Silence; action: 'add' | 'change' | 'end'; change: Change }): void => {
        const { id, ...content } = input.silence;
        database
          .prepare(
            'INSERT INTO alert_silences VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET content = excluded.content',
          )
          .run(id, JSON.stringify(content));
        audit(`silence.${input.action}`, id, {
          ...input.change,
          detail: { comment: content.comment, startsAt: content.startsAt, endsAt: content.endsAt },
        });
      },
    ),
    /** Forgets silences; those that ended long ago. */
    removeSilences: database.transaction(({ ids }: { ids: readonly string[] }): void => {
      const remove = database.prepare('DELETE FROM alert_silences WHERE id = ?');
      for (const id of ids) {
        const { changes } = remove.run(id);
        if (changes === 0) throw new SignalboxError('SILENCE_NOT_FOUND', { id });
      }
    }),
  };
}
