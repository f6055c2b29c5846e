import { z } from 'zod';
import { traceFilterSchema, type TraceSummary } from './trace.ts';

/** What a list of traces can be ordered by. `tokens` are input and output together. */
export const traceSortSchema = z.enum(['start', 'duration', 'cost', 'tokens', 'spans', 'errors']);
export type TraceSort = z.infer<typeof traceSortSchema>;

/** `desc`: newest, longest, dearest, most first. */
export const sortOrderSchema = z.enum(['desc', 'asc']);
export type SortOrder = z.infer<typeof sortOrderSchema>;

/** What a guard or a policy did to an exchange of a trace. */
export interface TraceMark {
  readonly kind: 'guard' | 'policy' | 'flag';
  /** The guard, the policy set or the flag. */
  readonly name: string;
  /** As guards and sets name it; of a flag `flag`. */
  readonly outcome: string;
}

/** A trace with its place in the list it was asked for in: `KEY.NUMBER`, the value it is sorted by and a tie-breaker. */
export interface ListedTrace extends TraceSummary {
  position: string;
  /** Absent where guards and policies did nothing. */
  marks?: readonly TraceMark[];
}

export const positionSchema = z.string().regex(/^-?\d{1,19}\.\d{1,15}$/, 'a position is KEY.NUMBER');

/** A part of a sorted list: what lies between two of its places, from `offset` on, or, with `fromEnd`, its last rows. */
export const traceWindowSchema = z.object({
  filter: traceFilterSchema,
  sort: traceSortSchema,
  order: sortOrderSchema,
  /** The place after which it begins; null: the beginning of the list. */
  after: positionSchema.nullable(),
  /** The place before which it ends; null: the end of the list. */
  before: positionSchema.nullable(),
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(1000),
  fromEnd: z.boolean().default(false),
});
export type TraceWindow = z.infer<typeof traceWindowSchema>;

/** Whether one place comes before another in a list of this order. */
export function comesBefore(a: string, b: string, order: SortOrder): boolean {
  const [keyA, numberA] = partsOf(a);
  const [keyB, numberB] = partsOf(b);
  if (keyA !== keyB) return order === 'desc' ? keyA > keyB : keyA < keyB;
  return order === 'desc' ? numberA > numberB : numberA < numberB;
}

/** The key and the number of a position, which must be one. */
export function partsOf(position: string): [key: bigint, number: bigint] {
  const [key = '', number = ''] = position.split('.');
  return [BigInt(key), BigInt(number)];
}
