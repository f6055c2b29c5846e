/** A unit of Grafana's, as a ladder of steps: a value is written with the largest step that it reaches. */
export interface UnitScale {
  /** What one of the given unit is in the unit of the ladder: a value in minutes is 60 seconds. */
  readonly factor: number;
  /** By size, smallest first; the first is also for what is smaller than it. */
  readonly steps: readonly { readonly from: number; readonly suffix: string }[];
  /** Before the digits: a currency's sign. */
  readonly prefix?: string;
}

const COUNT_SUFFIXES = ['', 'k', 'M', 'B', 'T'] as const;
const SI_PREFIXES = ['', 'k', 'M', 'G', 'T', 'P'] as const;
const BINARY_PREFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

function ladder(base: number, prefixes: readonly string[], unit: string): UnitScale['steps'] {
  return prefixes.map((prefix, power) => ({ from: base ** power, suffix: ` ${prefix}${unit}` }));
}

const counted = (unit: string): UnitScale => ({
  factor: 1,
  // "1.2k req/s": the power belongs to the number, not to the unit.
  steps: COUNT_SUFFIXES.map((suffix, power) => ({
    from: 1_000 ** power,
    suffix: unit === '' ? suffix : `${suffix} ${unit}`,
  })),
});
const si = (unit: string, factor = 1): UnitScale => ({ factor, steps: ladder(1_000, SI_PREFIXES, unit) });
const binary = (unit: string, factor = 1): UnitScale => ({
  factor,
  steps: ladder(1_024, BINARY_PREFIXES, unit),
});
const fixed = (suffix: string): UnitScale => ({ factor: 1, steps: [{ from: 1, suffix }] });
const money = (prefix: string): UnitScale => ({ ...counted(''), prefix });

/** In seconds. */
const TIME_STEPS: UnitScale['steps'] = [
  { from: 1e-9, suffix: ' ns' },
  { from: 1e-6, suffix: ' µs' },
  { from: 1e-3, suffix: ' ms' },
  { from: 1, suffix: ' s' },
  { from: 60, suffix: ' min' },
  { from: 3_600, suffix: ' h' },
  { from: 86_400, suffix: ' d' },
  { from: 604_800, suffix: ' wk' },
  { from: 31_557_600, suffix: ' yr' },
];
const time = (factor: number): UnitScale => ({ factor, steps: TIME_STEPS });

/** Grafana's ids that are numbers with a suffix. */
export const UNIT_SCALES: ReadonlyMap<string, UnitScale> = new Map([
  ['', counted('')],
  ['short', counted('')],
  ['none', fixed('')],
  ['percent', fixed('%')],
  ['humidity', fixed('%H')],
  ['celsius', fixed(' °C')],
  ['fahrenheit', fixed(' °F')],
  ['kelvin', fixed(' K')],
  ['dB', fixed(' dB')],
  ['ppm', fixed(' ppm')],
  ['ns', time(1e-9)],
  ['µs', time(1e-6)],
  ['us', time(1e-6)],
  ['ms', time(1e-3)],
  ['s', time(1)],
  ['m', time(60)],
  ['h', time(3_600)],
  ['d', time(86_400)],
  ['dtdurationms', time(1e-3)],
  ['dtdurations', time(1)],
  ['clockms', time(1e-3)],
  ['clocks', time(1)],
  ['timeticks', time(0.01)],
  ['bytes', binary('B')],
  ['kbytes', binary('B', 1_024)],
  ['mbytes', binary('B', 1_024 ** 2)],
  ['gbytes', binary('B', 1_024 ** 3)],
  ['tbytes', binary('B', 1_024 ** 4)],
  ['decbytes', si('B')],
  ['deckbytes', si('B', 1e3)],
  ['decmbytes', si('B', 1e6)],
  ['decgbytes', si('B', 1e9)],
  ['dectbytes', si('B', 1e12)],
  ['bits', binary('b')],
  ['decbits', si('b')],
  ['bps', si('b/s')],
  ['binbps', binary('b/s')],
  ['Kbits', si('b/s', 1e3)],
  ['Mbits', si('b/s', 1e6)],
  ['Gbits', si('b/s', 1e9)],
  ['Bps', si('B/s')],
  ['binBps', binary('B/s')],
  ['KBs', si('B/s', 1e3)],
  ['MBs', si('B/s', 1e6)],
  ['GBs', si('B/s', 1e9)],
  ['KiBs', binary('B/s', 1_024)],
  ['MiBs', binary('B/s', 1_024 ** 2)],
  ['GiBs', binary('B/s', 1_024 ** 3)],
  ['pps', counted('p/s')],
  ['hertz', si('Hz')],
  ['rothz', si('Hz')],
  ['watt', si('W')],
  ['kwatt', si('W', 1e3)],
  ['joule', si('J')],
  ['volt', si('V')],
  ['amp', si('A')],
  ['lengthm', si('m')],
  ['massg', si('g')],
  ['cps', counted('c/s')],
  ['ops', counted('ops/s')],
  ['reqps', counted('req/s')],
  ['rps', counted('rd/s')],
  ['wps', counted('wr/s')],
  ['iops', counted('io/s')],
  ['eps', counted('ev/s')],
  ['mps', counted('msg/s')],
  ['cpm', counted('c/min')],
  ['opm', counted('ops/min')],
  ['rpm', counted('rd/min')],
  ['reqpm', counted('req/min')],
  ['wpm', counted('wr/min')],
  ['epm', counted('ev/min')],
  ['mpm', counted('msg/min')],
  ['currencyUSD', money('$')],
  ['currencyEUR', money('€')],
  ['currencyGBP', money('£')],
  ['currencyJPY', money('¥')],
  ['currencyCNY', money('¥')],
  ['currencyINR', money('₹')],
  ['currencyKRW', money('₩')],
  ['currencyBRL', money('R$')],
  ['currencyCHF', money('CHF ')],
  ['currencySEK', money('kr ')],
]);

/** Families of units that are named in the id itself: `suffix:tok`, `prefix:$`, `si:A`, `count:calls`, `currency:CHF`. */
const FAMILIES: readonly (readonly [prefix: string, make: (name: string) => UnitScale])[] = [
  ['suffix:', (name) => fixed(` ${name}`)],
  ['prefix:', (name) => money(name)],
  ['currency:', (name) => money(name)],
  ['si:', (name) => si(name)],
  ['count:', (name) => counted(name)],
];

/** The scale of a unit. One that nobody knows is written behind the number as it stands. */
export function unitScale(unit: string): UnitScale {
  const known = UNIT_SCALES.get(unit);
  if (known !== undefined) return known;
  const family = FAMILIES.find(([prefix]) => unit.startsWith(prefix));
  return family === undefined ? counted(unit) : family[1](unit.slice(family[0].length));
}

/** By what steps people count in a unit: tens, powers of two, or the clock. */
export function countingOf(unit: string): 'decimal' | 'binary' | 'time' {
  const { steps } = unitScale(unit);
  if (steps === TIME_STEPS) return 'time';
  return steps[1]?.from === 1_024 ? 'binary' : 'decimal';
}
