const UNITS = [
  ['short', 'Number (1.2 K)'],
  ['none', 'Number as it is'],
  ['percent', 'Percent (0 to 100)'],
  ['percentunit', 'Percent (0 to 1)'],
  ['s', 'Seconds'],
  ['ms', 'Milliseconds'],
  ['µs', 'Microseconds'],
  ['bytes', 'Bytes (KiB)'],
  ['decbytes', 'Bytes (kB)'],
  ['Bps', 'Bytes per second'],
  ['reqps', 'Requests per second'],
  ['ops', 'Operations per second'],
  ['currencyUSD', 'Dollars'],
  ['currencyEUR', 'Euros'],
  ['dateTimeAsIso', 'Date and time'],
] as const;

/** The units that are offered, with the one that is set where it is another of Grafana's. */
export function unitOptions(current: string): { value: string; label: string }[] {
  const known: { value: string; label: string }[] = UNITS.map(([value, label]) => ({ value, label }));
  const isKnown = current === '' || known.some(({ value }) => value === current);
  return isKnown ? known : [...known, { value: current, label: current }];
}
