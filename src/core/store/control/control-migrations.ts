import type { Migration } from '../migrations/migration.ts';

/** The schema of control.db. A released step is never edited; a change is a new step at the end. */
export const CONTROL_MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: 'providers, settings and the audit log',
    up: `
      CREATE TABLE providers (
        name TEXT PRIMARY KEY,
        dialect TEXT NOT NULL,
        base_url TEXT NOT NULL,
        sealed_key BLOB,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE settings (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL CHECK (json_valid(value))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE event_logs (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        detail TEXT NOT NULL CHECK (json_valid(detail))
      ) STRICT;
      CREATE INDEX event_logs_by_subject ON event_logs (subject, id);
    `,
    down: 'DROP TABLE event_logs; DROP TABLE settings; DROP TABLE providers;',
  },
  {
    version: 2,
    name: 'API keys',
    up: `
      CREATE TABLE api_keys (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        prefix TEXT NOT NULL,
        hash TEXT NOT NULL UNIQUE,
        org TEXT NOT NULL,
        workspace TEXT,
        user TEXT,
        scopes TEXT NOT NULL CHECK (json_valid(scopes)),
        created_at TEXT NOT NULL,
        expires_at TEXT,
        last_used_at TEXT,
        revoked_at TEXT
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE api_keys;',
  },
  {
    version: 3,
    name: 'routes',
    up: `
      CREATE TABLE routes (
        model TEXT PRIMARY KEY,
        definition TEXT NOT NULL CHECK (json_valid(definition)),
        updated_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE routes;',
  },
  {
    version: 4,
    name: 'feature flags',
    up: `
      CREATE TABLE feature_flags (
        flag TEXT NOT NULL,
        org TEXT NOT NULL,
        workspace TEXT NOT NULL,
        user TEXT NOT NULL,
        model TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value IN (0, 1)),
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL,
        PRIMARY KEY (flag, org, workspace, user, model)
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE feature_flags;',
  },
  {
    version: 5,
    name: 'limits and budgets',
    up: `
      CREATE TABLE limits (
        id TEXT PRIMARY KEY,
        metric TEXT NOT NULL,
        scope TEXT NOT NULL,
        subject TEXT,
        enabled INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        period TEXT,
        burst INTEGER,
        queue_size INTEGER,
        queue_timeout_ms INTEGER,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE budgets (
        id TEXT PRIMARY KEY,
        scope TEXT NOT NULL,
        subject TEXT,
        period TEXT NOT NULL,
        amount_nanos INTEGER NOT NULL,
        mode TEXT NOT NULL,
        enabled INTEGER NOT NULL,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE budget_use (
        budget_id TEXT NOT NULL,
        subject TEXT NOT NULL,
        window_start INTEGER NOT NULL,
        spent_nanos INTEGER NOT NULL,
        held_nanos INTEGER NOT NULL,
        PRIMARY KEY (budget_id, subject)
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE budget_use; DROP TABLE budgets; DROP TABLE limits;',
  },
  {
    version: 6,
    name: 'saved views of the list of traces',
    up: `
      CREATE TABLE saved_views (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        definition TEXT NOT NULL CHECK (json_valid(definition)),
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE saved_views;',
  },
  {
    version: 7,
    name: 'policies',
    up: `
      CREATE TABLE policies (
        id TEXT PRIMARY KEY,
        published INTEGER,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE policy_versions (
        set_id TEXT NOT NULL REFERENCES policies (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        content TEXT NOT NULL CHECK (json_valid(content)),
        saved_at TEXT NOT NULL,
        saved_by TEXT NOT NULL,
        PRIMARY KEY (set_id, version)
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE policy_versions; DROP TABLE policies;',
  },
  {
    version: 8,
    name: 'known bad and known good prompts',
    up: `
      CREATE TABLE prompt_entries (
        entry_no INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        list TEXT NOT NULL CHECK (list IN ('bad', 'good')),
        text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        created_by TEXT NOT NULL
      ) STRICT;
    `,
    down: 'DROP TABLE prompt_entries;',
  },
  {
    version: 9,
    name: 'settings of guards',
    up: `
      CREATE TABLE guards (
        guard TEXT PRIMARY KEY,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE guards;',
  },
  {
    version: 10,
    name: 'dashboards and their annotations',
    up: `
      CREATE TABLE dashboards (
        id TEXT PRIMARY KEY,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE dashboard_versions (
        dashboard_id TEXT NOT NULL REFERENCES dashboards (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        model TEXT NOT NULL CHECK (json_valid(model)),
        message TEXT NOT NULL,
        saved_at TEXT NOT NULL,
        saved_by TEXT NOT NULL,
        PRIMARY KEY (dashboard_id, version)
      ) STRICT;
      CREATE TABLE deploys (
        deploy_no INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        title TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE INDEX deploys_by_time ON deploys (at_ms);
      CREATE INDEX event_logs_by_action ON event_logs (action, at);
    `,
    down: `
      DROP INDEX event_logs_by_action;
      DROP TABLE deploys;
      DROP TABLE dashboard_versions;
      DROP TABLE dashboards;
    `,
  },
  {
    version: 11,
    name: 'alert rules, silences, SLOs and notifications',
    up: `
      CREATE TABLE rule_groups (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL CHECK (json_valid(content)),
        version INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE slos (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL CHECK (json_valid(content)),
        version INTEGER NOT NULL,
        changed_at TEXT NOT NULL,
        changed_by TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE alert_states (
        group_id TEXT PRIMARY KEY,
        state TEXT NOT NULL CHECK (json_valid(state))
      ) STRICT;
      CREATE TABLE alert_history (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        fingerprint TEXT NOT NULL,
        event TEXT NOT NULL CHECK (json_valid(event))
      ) STRICT;
      CREATE INDEX alert_history_by_time ON alert_history (at_ms);
      CREATE TABLE alert_silences (
        id TEXT PRIMARY KEY,
        content TEXT NOT NULL CHECK (json_valid(content))
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notification_channels (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        settings TEXT NOT NULL CHECK (json_valid(settings)),
        sealed_token BLOB,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notification_groups (
        channel_id TEXT NOT NULL,
        key TEXT NOT NULL,
        state TEXT NOT NULL CHECK (json_valid(state)),
        PRIMARY KEY (channel_id, key)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notification_outbox (
        id INTEGER PRIMARY KEY,
        channel_id TEXT NOT NULL,
        key TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body)),
        attempts INTEGER NOT NULL,
        next_ms INTEGER NOT NULL,
        created_ms INTEGER NOT NULL,
        last_error TEXT
      ) STRICT;
    `,
    down: `
      DROP TABLE notification_outbox;
      DROP TABLE notification_groups;
      DROP TABLE notification_channels;
      DROP TABLE alert_silences;
      DROP TABLE alert_history;
      DROP TABLE alert_states;
      DROP TABLE slos;
      DROP TABLE rule_groups;
    `,
  },
  {
    version: 12,
    name: 'history of health',
    up: `
      CREATE TABLE health_records (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        score INTEGER NOT NULL,
        brief TEXT NOT NULL,
        reasons TEXT NOT NULL CHECK (json_valid(reasons)),
        facts TEXT NOT NULL CHECK (json_valid(facts))
      ) STRICT;
      CREATE INDEX health_records_by_time ON health_records (at);
    `,
    down: 'DROP TABLE health_records;',
  },
  {
    version: 13,
    name: 'load tests',
    up: `
      CREATE TABLE load_runs (
        id TEXT PRIMARY KEY,
        started_at TEXT NOT NULL,
        summary TEXT NOT NULL CHECK (json_valid(summary)),
        content BLOB NOT NULL
      ) STRICT;
    `,
    down: 'DROP TABLE load_runs;',
  },
  {
    version: 14,
    name: 'remote sources of metrics',
    up: `
      CREATE TABLE metric_sources (
        name TEXT PRIMARY KEY,
        url TEXT NOT NULL,
        sealed_token BLOB,
        created_at TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
    `,
    down: 'DROP TABLE metric_sources;',
  },
];
