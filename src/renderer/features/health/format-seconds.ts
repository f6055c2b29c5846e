/** A length of time as people say it: "42 s", "7 min", "3.5 h", "12 d". */
export function formatSeconds(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Number((seconds / 3_600).toPrecision(2))} h`;
  return `${Math.round(seconds / 86_400)} d`;
}
