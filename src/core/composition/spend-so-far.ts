import { SpendToday } from '../cost/index.ts';
import type { Log } from '../log.ts';
import type { Stores } from './open-stores.ts';

/** What was spent today before this start, from the cost rollups. Without them, rules see what is spent from now on. */
export async function spendSoFar({ queries }: Stores['telemetry'], log: Log): Promise<SpendToday> {
  const spend = new SpendToday();
  const now = new Date();
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()));
  const to = new Date(now.getTime() + 60_000);
  const range = { from: from.toISOString(), to: to.toISOString(), buckets: 1 };
  const seed = async (by: 'org' | 'workspace' | 'user') => {
    const { rows } = await queries.costs({ by, ...range });
    for (const { name, costNanos } of rows) spend.seed(from.getTime(), by, name, BigInt(costNanos ?? 0));
  };
  try {
    await Promise.all([seed('org'), seed('workspace'), seed('user')]);
  } catch (cause) {
    log.warn('What was spent today is not known; rules see what is spent from now on.', { cause });
  }
  return spend;
}
