import { openForReading } from '../open-database.ts';

/** A recorded prompt as others are compared with it. */
export interface StoredFingerprint {
  readonly traceId: string;
  readonly spanId: string;
  readonly org: string | null;
  readonly workspace: string | null;
  readonly fingerprint: Uint8Array;
}

/** The newest `limit` prompts of `telemetry.db`, oldest first. Reads all of them: for a thread of its own. */
export function readFingerprints(path: string, limit: number): StoredFingerprint[] {
  const db = openForReading(path);
  try {
    return db
      .prepare<[number], StoredFingerprint>(
        `SELECT trace_id AS traceId, span_id AS spanId, org, workspace, fingerprint FROM prompt_similarity_logs
         WHERE fingerprint IS NOT NULL ORDER BY log_no DESC LIMIT ?`,
      )
      .all(limit)
      .reverse();
  } finally {
    db.close();
  }
}
