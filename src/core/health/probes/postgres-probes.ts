import { Pool } from 'pg';
import { failureText } from '../failure-text.ts';
import type { Finding, Probe } from '../probe.ts';

export interface PostgresProbes {
  readonly probes: readonly Probe[];
  close(): Promise<void>;
}

/** The engine keeps nothing there yet, so that its loss degrades and does not make unhealthy. */
const DOWN_POINTS = 55;
const CONNECT_MS = 1_500;
const QUERY_MS = 1_500;
const IDLE_MS = 120_000;

/** Asks PostgreSQL itself, over at most two connections that are kept. Null: DATABASE_URL is not set. */
export function postgresProbes(databaseUrl: string | null): PostgresProbes {
  if (databaseUrl === null) {
    const absent: Finding = {
      fact: 'postgres',
      value: null,
      text: 'not configured: DATABASE_URL is not set',
    };
    return {
      probes: [{ component: 'database', name: 'PostgreSQL', run: () => [absent] }],
      close: () => Promise.resolve(),
    };
  }
  const pool = new Pool({
    connectionString: databaseUrl,
    max: 2,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
    idleTimeoutMillis: IDLE_MS,
    application_name: 'signalbox-health',
  });
  // An idle connection that breaks is found out by the next query.
  pool.on('error', () => undefined);
  return {
    probes: [
      {
        component: 'database',
        name: 'PostgreSQL',
        limitMs: CONNECT_MS + 2 * QUERY_MS,
        failedPoints: DOWN_POINTS,
        run: () => ask(pool),
      },
    ],
    close: () => pool.end(),
  };
}

async function ask(pool: Pool): Promise<Finding[]> {
  try {
    const startedMs = performance.now();
    await pool.query('SELECT 1');
    const tookMs = performance.now() - startedMs;
    const { rows } = await pool.query<{ used: number; most: number; version: string }>(FIGURES);
    const figures = rows[0];
    if (figures === undefined) return [{ fact: 'postgres', value: tookMs }];
    return [
      { fact: 'postgres', value: tookMs },
      { fact: 'postgres_connections', value: figures.used / figures.most },
      {
        fact: 'postgres_version',
        value: null,
        text: `version ${figures.version}, ${figures.used} of ${figures.most} connections`,
      },
    ];
  } catch (error) {
    const text = `PostgreSQL does not answer: ${failureText(error)}.`;
    return [{ fact: 'postgres', value: null, text, points: DOWN_POINTS }];
  }
}

const FIGURES = `SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
  current_setting('max_connections')::int AS most, current_setting('server_version') AS version`;
