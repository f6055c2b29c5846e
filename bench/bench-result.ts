/** What a benchmark measured: one row a contender or variant. */
export interface BenchResult {
  name: string;
  rows: { name: string; figures: Record<string, number | string> }[];
  /** What one must know to read the figures. */
  notes: string[];
}
