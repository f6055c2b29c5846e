import { describe, expect, it } from 'vitest';
import type { StoredSpan } from '../store/span-record.ts';
import { logRecord } from '../store/testing/log-records.ts';
import { modelCall } from '../store/testing/stored-spans.ts';
import { GroupCommit } from './group-commit.ts';

const GOOD = modelCall();
const BAD = modelCall({ span: { name: 'bad' } });

/** Writes that fail as a database would on a bad span, and what they held. */
function recordingWrites(): { groups: string[][]; write: (batch: Iterable<StoredSpan>) => number } {
  const groups: string[][] = [];
  return {
    groups,
    write: (batch) => {
      const names = [...batch].map(({ span }) => span.name);
      if (names.includes('bad')) throw new Error('constraint failed');
      groups.push(names);
      return groups.length;
    },
  };
}

describe('GroupCommit', () => {
  it('writes what waits together at once', async () => {
    const { groups, write } = recordingWrites();
    const commits = new GroupCommit(write);
    expect(await Promise.all([commits.submit([GOOD]), commits.submit([GOOD, GOOD])])).toEqual([1, 1]);
    expect(groups).toEqual([['work', 'work', 'work']]);
    expect(await commits.submit([GOOD])).toBe(2);
  });

  it('fails a bad job alone', async () => {
    const { groups, write } = recordingWrites();
    const commits = new GroupCommit(write);
    const results = await Promise.allSettled([
      commits.submit([GOOD]),
      commits.submit([BAD]),
      commits.submit([GOOD]),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled' },
      {
        status: 'rejected',
        reason: { code: 'STORE_WRITE_FAILED', details: { reason: 'constraint failed' } },
      },
      { status: 'fulfilled' },
    ]);
    expect(groups).toEqual([['work'], ['work']]);
  });

  it('writes spans and logs that wait together in one transaction', async () => {
    const groups: unknown[] = [];
    const commits = new GroupCommit((spans, logs) => groups.push([[...spans].length, [...logs].length]));
    await Promise.all([commits.submit([GOOD]), commits.submit([], [logRecord(), logRecord()])]);
    expect(groups).toEqual([[1, 2]]);
  });

  it('does not let a group grow without bound', async () => {
    const { groups, write } = recordingWrites();
    const commits = new GroupCommit(write);
    const spans = Array.from({ length: 1500 }, () => GOOD);
    await Promise.all([1, 2, 3, 4].map(() => commits.submit(spans)));
    expect(groups.map(({ length }) => length)).toEqual([4500, 1500]);
  });

  it('acknowledges nothing before the write is done', async () => {
    const order: string[] = [];
    const commits = new GroupCommit(() => order.push('commit'));
    const acknowledged = commits.submit([GOOD]).then(() => order.push('acknowledge'));
    expect(order).toEqual([]);
    commits.flush();
    expect(order).toEqual(['commit']);
    await acknowledged;
    expect(order).toEqual(['commit', 'acknowledge']);
  });
});
