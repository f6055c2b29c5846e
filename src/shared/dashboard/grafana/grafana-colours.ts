import type { PanelColour } from '../panel.ts';

/** Each colour under one name of Grafana's palette, so that it comes back as it went. */
const WRITTEN: Readonly<Record<PanelColour, string>> = {
  auto: 'transparent',
  text: 'text',
  muted: '#808080',
  accent: 'blue',
  ok: 'green',
  warning: 'orange',
  error: 'red',
  'series-1': 'light-blue',
  'series-2': 'light-orange',
  'series-3': 'light-green',
  'series-4': 'dark-orange',
  'series-5': 'super-light-blue',
  'series-6': 'light-purple',
  'series-7': 'light-yellow',
  'series-8': '#8e8e8e',
};
const READ = new Map(Object.entries(WRITTEN).map(([colour, name]) => [name, colour as PanelColour]));

/** By the hue where each begins, in degrees. */
const HUES: readonly (readonly [number, PanelColour])[] = [
  [0, 'error'],
  [18, 'warning'],
  [70, 'ok'],
  [165, 'series-5'],
  [200, 'accent'],
  [255, 'series-6'],
  [335, 'error'],
];
const NAMES: Readonly<Record<string, PanelColour>> = {
  green: 'ok',
  red: 'error',
  orange: 'warning',
  yellow: 'warning',
  blue: 'accent',
  purple: 'series-6',
  white: 'text',
  gray: 'muted',
  black: 'text',
};

export function writeColour(colour: PanelColour): string {
  return WRITTEN[colour];
}

/** The colour of the theme that is nearest to one of Grafana's. */
export function readColour(name: unknown): PanelColour {
  if (typeof name !== 'string') return 'auto';
  const exact = READ.get(name);
  if (exact !== undefined) return exact;
  const word = name.split('-').at(-1) ?? '';
  return (Object.hasOwn(NAMES, word) ? NAMES[word] : undefined) ?? byHue(channelsOf(name)) ?? 'auto';
}

function channelsOf(text: string): [number, number, number] | null {
  const hex = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(text);
  const rgb = hex ?? /^rgba?\(\s*(\d+)\D+(\d+)\D+(\d+)/.exec(text);
  if (rgb === null) return null;
  const base = hex === null ? 10 : 16;
  return [1, 2, 3].map((index) => Number.parseInt(rgb[index] ?? '0', base)) as [number, number, number];
}

function byHue(channels: [number, number, number] | null): PanelColour | null {
  if (channels === null) return null;
  const [r, g, b] = channels;
  const high = Math.max(r, g, b);
  const spread = high - Math.min(r, g, b);
  if (spread < 0.15 * 255) return 'muted';
  const sixth =
    high === r ? ((g - b) / spread + 6) % 6 : high === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  return HUES.findLast(([from]) => sixth * 60 >= from)?.[1] ?? 'muted';
}
