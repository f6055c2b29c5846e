import type { Migration } from './migration.ts';

/** The list of sessions goes by their latest traces, past all that belong to none. */
const up = `
CREATE INDEX traces_in_sessions ON traces (start_ns) WHERE session_id IS NOT NULL;
`;

const down = `
DROP INDEX traces_in_sessions;
`;

export const indexSessionActivity: Migration = { version: 5, name: 'session-activity', up, down };
