import type { PanelColour } from '../../../../../shared/dashboard/index.ts';

const COLOURS: Readonly<Record<PanelColour, string | null>> = {
  auto: null,
  text: 'var(--text)',
  muted: 'var(--series-8)',
  accent: 'var(--accent-line)',
  ok: 'var(--ok-solid)',
  warning: 'var(--warning-solid)',
  error: 'var(--error-solid)',
  'series-1': 'var(--series-1)',
  'series-2': 'var(--series-2)',
  'series-3': 'var(--series-3)',
  'series-4': 'var(--series-4)',
  'series-5': 'var(--series-5)',
  'series-6': 'var(--series-6)',
  'series-7': 'var(--series-7)',
  'series-8': 'var(--series-8)',
};

/** What a colour of a panel looks like, as a CSS value; null for `auto`, which the place decides. */
export function panelColour(colour: PanelColour): string | null {
  return COLOURS[colour];
}

/** As text on the page's surfaces: solid colours are too light for letters in the light theme. */
export function textColour(colour: string | null): string | undefined {
  return colour === null ? undefined : (TEXT.get(colour) ?? colour);
}

const TEXT: ReadonlyMap<string, string> = new Map([
  ['var(--ok-solid)', 'var(--ok-text)'],
  ['var(--warning-solid)', 'var(--warning-text)'],
  ['var(--error-solid)', 'var(--error-text)'],
  ['var(--accent-line)', 'var(--accent-text)'],
  ['var(--series-8)', 'var(--text-muted)'],
]);

/** As the ground below text. */
export function groundColour(colour: string | null): string | undefined {
  return colour === null ? undefined : `color-mix(in oklab, ${colour} 22%, var(--surface-card))`;
}
