import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../migrate.ts';
import { TELEMETRY_MIGRATIONS } from '../migrations/telemetry-migrations.ts';
import { Retention } from '../retention.ts';
import { modelCall, NOON, traceIdOf } from '../testing/stored-spans.ts';
import { temporaryStore, type TemporaryStore } from '../testing/temporary-store.ts';
import { judgedExchange } from '../testing/verdicts.ts';
import { readFingerprints } from './read-fingerprints.ts';

const RESULT = {
  recent: 0.91,
  bad: null,
  good: 0.2,
  nearestTraceId: traceIdOf(9),
  nearestEntryId: null,
  contrast: true,
  outcome: 'flag',
  reason: '0.91 like a recent prompt',
  micros: 120,
  fingerprint: Uint8Array.of(1, 2, 3),
} as const;

describe('the log of similarity', () => {
  let store: TemporaryStore;
  beforeEach(() => {
    store = temporaryStore();
  });
  afterEach(() => store.close());
  const rows = () => store.db.prepare<[], { trace_id: string }>('SELECT * FROM prompt_similarity_logs').all();

  it('has a row for each compared exchange, once, and goes with its trace', () => {
    const exchange = judgedExchange({ similarity: RESULT });
    store.writer.write([exchange, modelCall({ span: { traceId: traceIdOf(2) } })]);
    store.writer.write([exchange]);
    expect(rows()).toMatchObject([
      { trace_id: exchange.span.traceId, recent: 0.91, bad: null, contrast: 1, outcome: 'flag', micros: 120 },
    ]);
    expect(readFingerprints(store.path, 10)).toMatchObject([
      { traceId: exchange.span.traceId, org: null, fingerprint: Buffer.of(1, 2, 3) },
    ]);
    const retention = new Retention(store.db, { maxAgeDays: 1, maxBytes: 2 ** 40 }, store.writer);
    while (retention.slice(NOON + 86_400_000_000_000n * 40n));
    expect(rows()).toEqual([]);
  });

  it('keeps no fingerprint where contents are not recorded', () => {
    store.writer.write([judgedExchange({ similarity: { ...RESULT, fingerprint: null } })]);
    expect(rows()).toHaveLength(1);
    expect(readFingerprints(store.path, 10)).toEqual([]);
  });

  it('comes and goes with its migration', () => {
    migrate(store.db, TELEMETRY_MIGRATIONS, 10);
    expect(rows).toThrow('no such table');
    migrate(store.db, TELEMETRY_MIGRATIONS, 11);
    expect(rows()).toEqual([]);
  });
});
