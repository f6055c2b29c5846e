/** Times of single runs, in milliseconds, after as many to warm up as a tenth of them. */
export function timesOf(runs: number, run: (index: number) => unknown): Record<string, number> {
  for (let index = 0; index < runs / 10; index += 1) run(index);
  const times = Array.from({ length: runs }, (_, index) => {
    const start = performance.now();
    run(index);
    return performance.now() - start;
  }).sort((left, right) => left - right);
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { 'p50 ms': round(at(0.5)), 'p95 ms': round(at(0.95)) };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10_000) / 10_000;
}
