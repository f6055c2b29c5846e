export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export function countsOf(name: string, text: string | null, exitCode: number): Counts;
export function addUp(results: readonly Counts[]): Counts;
export function summary(counts: Counts): string;
export function failuresOf(name: string, text: string | null): string[];
