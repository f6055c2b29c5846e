/**
 * The spans of a trace as a comparison needs them, column by column. Rows are in order of start; a parent may stand
 * anywhere, but there are no cycles.
 */
export interface ComparedSpans {
  readonly count: number;
  /** By row: the row of the parent, or -1. */
  readonly parent: Int32Array;
  readonly name: readonly string[];
  readonly service: readonly string[];
  /** OTLP's number. */
  readonly kind: ArrayLike<number>;
  readonly operation: readonly (string | null)[];
  readonly model: readonly (string | null)[];
  readonly isError: readonly boolean[];
  readonly durationMicros: Float64Array;
  /** Without the time in which children ran. */
  readonly selfMicros: Float64Array;
  /** Of calls that count; null where unknown. */
  readonly tokens: readonly (number | null)[];
  readonly costNanos: readonly (bigint | null)[];
}
