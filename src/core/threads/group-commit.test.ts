import { describe, expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

/** Commits that fail as a database would on a row `bad`, and the groups that they held. */
function recordingCommits({ maxSize = 100, maxWaitMs = Infinity } = {}) {
  const groups: string[][] = [];
  const commits = new GroupCommit<readonly string[], number>({
    commit: (jobs) => {
      const rows = jobs.flat();
      if (rows.includes('bad')) throw new Error('constraint failed');
      groups.push(rows);
      return jobs.map((job) => job.length);
    },
    sizeOf: (job) => job.length,
    maxSize,
    maxWaitMs,
    failureOf: (cause) => new Error('not written', { cause }),
  });
  return { groups, commits };
}

describe('GroupCommit', () => {
  it('commits what waits together at once, and gives each job its own result', async () => {
    const { groups, commits } = recordingCommits();
    expect(await Promise.all([commits.submit(['a']), commits.submit(['b', 'c'])])).toEqual([1, 2]);
    expect(groups).toEqual([['a', 'b', 'c']]);
    expect(await commits.submit(['d'])).toBe(1);
    expect(groups).toHaveLength(2);
  });

  it('fails a bad job alone, and tells it why', async () => {
    const { groups, commits } = recordingCommits();
    const results = await Promise.allSettled([
      commits.submit(['a']),
      commits.submit(['bad']),
      commits.submit(['c']),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { message: 'not written', cause: { message: 'constraint failed' } } },
      { status: 'fulfilled' },
    ]);
    expect(groups).toEqual([['a'], ['c']]);
  });

  it('tries a lone bad job once', async () => {
    let attempts = 0;
    const commits = new GroupCommit<string, never>({
      commit: () => {
        attempts += 1;
        throw new Error('disk full');
      },
      sizeOf: () => 1,
      maxSize: 10,
      maxWaitMs: Infinity,
      failureOf: (cause) => new Error('not written', { cause }),
    });
    await expect(commits.submit('a')).rejects.toThrow('not written');
    expect(attempts).toBe(1);
  });

  it('does not let a group grow without bound', async () => {
    const { groups, commits } = recordingCommits({ maxSize: 4 });
    await Promise.all(['a', 'b', 'c', 'd'].map((row) => commits.submit([row, row])));
    expect(groups.map(({ length }) => length)).toEqual([4, 4]);
  });

  it('does not let a job wait for others beyond the limit', () => {
    const { groups, commits } = recordingCommits({ maxWaitMs: 0 });
    void commits.submit(['a']);
    expect(groups).toEqual([['a']]);
  });

  it('acknowledges nothing before the commit is done', async () => {
    const { groups, commits } = recordingCommits();
    const order: string[] = [];
    const acknowledged = commits.submit(['a']).then(() => order.push('acknowledged'));
    expect(groups).toEqual([]);
    commits.flush();
    expect(groups).toEqual([['a']]);
    expect(order).toEqual([]);
    await acknowledged;
    commits.flush();
    expect(groups).toHaveLength(1);
  });
});
