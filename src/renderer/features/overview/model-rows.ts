import type { Overview } from '../../../shared/deployment.ts';

type ModelFigures = Overview['byModel'][number];

export interface ModelRow extends ModelFigures {
  /** Some calls have no known price, so there was more. */
  readonly isLowerBound: boolean;
  /** Of the spend of all models, 0 to 1; null when the cost is unknown. */
  readonly share: number | null;
}

const SHARE_PARTS = 10_000n;

/** The rows of the table, the dearest first; those without a price by their calls. */
export function modelRows(byModel: Overview['byModel']): ModelRow[] {
  const total = byModel.reduce((sum, row) => sum + BigInt(row.costNanos ?? 0), 0n);
  return byModel
    .map((row) => toRow(row, total))
    .sort(
      (a, b) => compareCosts(b.costNanos, a.costNanos) || b.calls - a.calls || a.model.localeCompare(b.model),
    );
}

function toRow(row: ModelFigures, total: bigint): ModelRow {
  const { unpricedCalls } = row;
  // Calls that were refused, or failed before anything was used, cost nothing.
  const costNanos = row.costNanos ?? (unpricedCalls === 0 ? '0' : null);
  return {
    ...row,
    costNanos,
    isLowerBound: costNanos !== null && unpricedCalls > 0,
    share: costNanos === null ? null : shareOf(BigInt(costNanos), total),
  };
}

function shareOf(cost: bigint, total: bigint): number {
  return total === 0n ? 0 : Number((cost * SHARE_PARTS) / total) / Number(SHARE_PARTS);
}

function compareCosts(a: string | null, b: string | null): number {
  const left = BigInt(a ?? 0);
  const right = BigInt(b ?? 0);
  return left === right ? 0 : left < right ? -1 : 1;
}
