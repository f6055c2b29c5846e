/** What a set came to in a time range. */
export interface PolicyHits {
  readonly setId: string;
  /** Exchanges that it was asked about. */
  readonly exchanges: number;
  /** Those that a rule of it matched. */
  readonly hits: number;
  /** Those that it blocked, or would have in shadow. */
  readonly blocked: number;
}
