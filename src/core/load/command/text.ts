/** Numbers as a terminal shows them. */

export function millis(value: number): string {
  if (value < 1) return `${Math.round(value * 1000)} us`;
  if (value < 1000) return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
  return value < 60_000 ? `${(value / 1000).toFixed(2)} s` : `${(value / 60_000).toFixed(1)} min`;
}

export function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function perSecond(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)}/s`;
}

export function mebibytes(value: number): string {
  return `${count(value / 2 ** 20)} MiB`;
}

export function share(value: number): string {
  return `${(value * 100).toFixed(2)}%`;
}

/** What others chose may hold control characters, which a terminal would obey. */
export function plain(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?');
}
