import type { Overview } from '../../../shared/deployment.ts';

export interface ModelRow extends Omit<Overview['byModel'][number], 'costNanos'> {
  /** Nano-dollars; null when no call of the model has a known price. */
  readonly cost: string | null;
  /** Some calls have no known price, so there was more. */
  readonly isLowerBound: boolean;
  /** Of the spend of all models, 0 to 1; null when the cost is unknown. */
  readonly share: number | null;
}

const SHARE_PARTS = 10_000n;

/** The rows of the table, the dearest first; those without a price by their calls. */
export function modelRows(byModel: Overview['byModel']): ModelRow[] {
  const total = byModel.reduce((sum, row) => sum + BigInt(row.costNanos), 0n);
  return byModel
    .map((row) => toRow(row, total))
    .sort((a, b) => compareCosts(b.cost, a.cost) || b.calls - a.calls || a.model.localeCompare(b.model));
}

function toRow({ costNanos, ...row }: Overview['byModel'][number], total: bigint): ModelRow {
  const isUnknown = row.calls > 0 && row.unpricedCalls >= row.calls;
  return {
    ...row,
    cost: isUnknown ? null : costNanos,
    isLowerBound: !isUnknown && row.unpricedCalls > 0,
    share: isUnknown
      ? null
      : total === 0n
        ? 0
        : Number((BigInt(costNanos) * SHARE_PARTS) / total) / Number(SHARE_PARTS),
  };
}

function compareCosts(a: string | null, b: string | null): number {
  const left = a === null ? -1n : BigInt(a);
  const right = b === null ? -1n : BigInt(b);
  return left === right ? 0 : left < right ? -1 : 1;
}
