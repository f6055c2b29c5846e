import { COST_DIMENSIONS, type CostDimension, type CostReport } from '../../../../../shared/costs.ts';

export interface CostLine {
  readonly name: string;
  /** Nano-dollars. */
  readonly nanos: bigint;
  /** Of the dearest, 0 to 1. */
  readonly share: number;
}

const PARTS = 10_000n;

/** What a cost panel divides by; what is none is the model. */
export function costDimension(by: string): CostDimension {
  return COST_DIMENSIONS.find((dimension) => dimension === by) ?? 'model';
}

/** The dearest `limit` of a report; what has no price is left out. */
export function costLines({ rows }: Pick<CostReport, 'rows'>, limit: number): CostLine[] {
  const spent = rows
    .flatMap(({ name, costNanos }) => (costNanos === null ? [] : [{ name, nanos: BigInt(costNanos) }]))
    .filter(({ nanos }) => nanos > 0n)
    .sort((a, b) => (a.nanos === b.nanos ? 0 : a.nanos > b.nanos ? -1 : 1))
    .slice(0, limit);
  const most = spent[0]?.nanos ?? 1n;
  return spent.map((line) => ({ ...line, share: Number((line.nanos * PARTS) / most) / Number(PARTS) }));
}
