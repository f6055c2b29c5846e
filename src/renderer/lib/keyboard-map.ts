export interface Shortcut {
  /** Keys pressed one after the other are parted by a space, keys pressed together by "+". */
  readonly keys: string;
  readonly does: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Everything the keyboard does, as the map (`?`) shows it. */
export const KEYBOARD_MAP: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: 'Mod+K', does: 'Command palette' },
      { keys: '/', does: 'Search traces' },
      { keys: 'g o', does: 'Go to Overview' },
      { keys: 'g t', does: 'Go to Traces' },
      { keys: 'g s', does: 'Go to Settings' },
      { keys: '[', does: 'Collapse or expand the rail' },
      { keys: '?', does: 'This map' },
      { keys: 'Esc', does: 'Close what is open' },
    ],
  },
  {
    title: 'Lists',
    shortcuts: [
      { keys: 'j', does: 'Next row' },
      { keys: 'k', does: 'Previous row' },
      { keys: 'Enter', does: 'Open' },
    ],
  },
];
