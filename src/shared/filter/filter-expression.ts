/** How a clause compares its field with its value. `:` is "is", or "contains" where the field is free text. */
export const FILTER_OPERATORS = [':', ':>', ':>=', ':<', ':<='] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/**
 * A value as the literal pieces between its `*` wildcards: `gpt-*` is `['gpt-', '']`, and a value without a wildcard is
 * one piece. No piece but the first and the last is empty.
 */
export type Pattern = readonly [string, ...string[]];

/** Where in the text something stands, in UTF-16 units; `to` is exclusive. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** `field` is a name of the registry (filter-fields.ts), or `@` and the key of an attribute. */
export interface Clause extends Place {
  readonly kind: 'clause';
  readonly field: string;
  readonly operator: FilterOperator;
  readonly value: Pattern;
}

/**
 * What a filter says. `and` and `or` have at least two operands, none of their own kind.
 * The condition of `anySpan` has to be met by some one span; everything else is about the trace.
 */
export type FilterExpression =
  | Clause
  | (Place & { readonly kind: 'text'; readonly text: Pattern })
  | (Place & { readonly kind: 'has'; readonly field: string })
  | (Place & { readonly kind: 'not'; readonly operand: FilterExpression })
  | (Place & { readonly kind: 'anySpan'; readonly operand: FilterExpression })
  | (Place & { readonly kind: 'and' | 'or'; readonly operands: readonly FilterExpression[] });
