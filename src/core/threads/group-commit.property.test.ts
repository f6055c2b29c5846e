import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GroupCommit } from './group-commit.ts';

const MAX_SIZE = 8;

interface Job {
  readonly id: number;
  readonly size: number;
  readonly isBad: boolean;
}

/** Jobs in the order of their submission; `null` lets those before it be committed. */
const turns = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.record({ size: fc.nat({ max: 5 }), isBad: fc.boolean() }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    { maxLength: 40 },
  )
  .map((all) => all.map((turn, id): Job | null => (turn === null ? null : { id, ...turn })));

it('commits every good job once, in order, and tells every job what became of it', async () => {
  await fc.assert(
    fc.asyncProperty(turns, async (all) => {
      const committed: (readonly Job[])[] = [];
      const commits = new GroupCommit<Job, number>({
        commit: (jobs) => {
          const bad = jobs.find(({ isBad }) => isBad);
          if (bad !== undefined) throw new Error(`job ${bad.id}`);
          committed.push(jobs);
          return jobs.map(({ id }) => id);
        },
        sizeOf: ({ size }) => size,
        maxSize: MAX_SIZE,
        maxWaitMs: Infinity,
        failureOf: (error) => error as Error,
      });
      const answers: Promise<number>[] = [];
      for (const turn of all) {
        if (turn === null) commits.flush();
        else answers.push(commits.submit(turn));
      }
      const outcomes = await Promise.allSettled(answers);
      const jobs = all.filter((turn) => turn !== null);
      expect(outcomes).toEqual(
        jobs.map(({ id, isBad }) =>
          isBad ? { status: 'rejected', reason: new Error(`job ${id}`) } : { status: 'fulfilled', value: id },
        ),
      );
      expect(committed.flat()).toEqual(jobs.filter(({ isBad }) => !isBad));
      // Whoever makes a group full goes with it.
      for (const group of committed)
        expect(group.slice(0, -1).reduce((sum, { size }) => sum + size, 0)).toBeLessThan(MAX_SIZE);
    }),
  );
});
