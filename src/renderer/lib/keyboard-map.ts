export interface Shortcut {
  /** Keys pressed together are joined by "+"; a space parts keys pressed one after the other, or instead of each other. */
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
      { keys: 'g e', does: 'Go to Sessions' },
      { keys: 'g m', does: 'Go to Service map' },
      { keys: 'g c', does: 'Go to Costs' },
      { keys: 'g p', does: 'Go to Policies' },
      { keys: 'g u', does: 'Go to Guardrails' },
      { keys: 'g r', does: 'Go to Routing' },
      { keys: 'g l', does: 'Go to Limits' },
      { keys: 'g d', does: 'Go to Dashboards' },
      { keys: 'g h', does: 'Go to Health' },
      { keys: 'g a', does: 'Go to Alerts' },
      { keys: 'g i', does: 'Go to Load tests' },
      { keys: 'g f', does: 'Go to Flags' },
      { keys: 'g s', does: 'Go to Settings' },
      { keys: '[', does: 'Collapse or expand the rail' },
      { keys: '?', does: 'This map' },
      { keys: 'Esc', does: 'Close what is open' },
    ],
  },
  {
    title: 'Lists',
    shortcuts: [
      { keys: 'j ↓', does: 'Next row' },
      { keys: 'k ↑', does: 'Previous row' },
      { keys: 'PgDn PgUp', does: 'A page further or back' },
      { keys: 'Home End', does: 'First or last row' },
      { keys: 'Enter', does: 'Open' },
      { keys: 'x X', does: 'Select the row, or all rows up to it' },
      { keys: 'Alt+← Alt+→', does: 'On the name of a column: move it' },
      { keys: 'Shift+← Shift+→', does: 'On the name of a column: resize it' },
    ],
  },
  {
    title: 'Traces',
    shortcuts: [
      { keys: 'Space', does: 'Pause the list, or let it go on' },
      { keys: '← → Enter', does: 'On the chart: choose a range; with Shift a longer one' },
      { keys: 'Esc', does: 'Select none, or from a chosen range back to now' },
    ],
  },
  {
    title: 'A dashboard',
    shortcuts: [
      { keys: 'r', does: 'Ask again now' },
      { keys: 'e', does: 'Edit' },
      { keys: 'Mod+Z Mod+Shift+Z', does: 'Undo, and do it again' },
      { keys: 'Mod+S', does: 'Save' },
      { keys: 'Mod+P', does: 'Save as PDF' },
      { keys: '← → Enter', does: 'On the exemplars of a chart: one further, open its trace' },
      { keys: 'Esc', does: 'Back: from a panel, from full screen, to all dashboards' },
    ],
  },
  {
    title: 'Policies',
    shortcuts: [
      { keys: 'n', does: 'New policy' },
      { keys: 'Mod+S', does: 'Save the policy' },
      { keys: 'Alt+↑ Alt+↓', does: 'On the handle of a rule: move it' },
      { keys: 'Space', does: 'On the handle of a rule: pick it up, or put it down' },
      { keys: 'Esc', does: 'Back to all policies' },
    ],
  },
  {
    title: 'Two traces compared',
    shortcuts: [
      { keys: 'n', does: 'Next difference' },
      { keys: 'N', does: 'Previous difference' },
      { keys: 'j k', does: 'Next or previous step' },
      { keys: 'Esc', does: 'Back to the first trace' },
    ],
  },
  {
    title: 'A threshold of a guard',
    shortcuts: [
      { keys: '← →', does: 'Move it by a hundredth' },
      { keys: 'PgDn PgUp', does: 'Move it by a tenth' },
      { keys: 'Home End', does: 'To 0 or to 1' },
    ],
  },
  {
    title: 'Service map',
    shortcuts: [
      { keys: '← → ↑ ↓', does: 'To a neighbour' },
      { keys: 'Enter', does: 'Select' },
      { keys: '+ -', does: 'Zoom in or out' },
      { keys: '0', does: 'Fit the map' },
      { keys: 'Esc', does: 'Select nothing' },
    ],
  },
  {
    title: 'A session',
    shortcuts: [
      { keys: 'j', does: 'Next turn' },
      { keys: 'k', does: 'Previous turn' },
      { keys: 'Esc', does: 'Back to all sessions' },
    ],
  },
  {
    title: 'Waterfall of a trace',
    shortcuts: [
      { keys: 'j ↓', does: 'Next span' },
      { keys: 'k ↑', does: 'Previous span' },
      { keys: '→', does: 'Open the span, or go to its first child' },
      { keys: '←', does: 'Close the span, or go to its parent' },
      { keys: 'Shift+→', does: 'Open everything below the span' },
      { keys: 'Shift+←', does: 'Close everything below the span' },
      { keys: 'e', does: 'Expand all' },
      { keys: 'E', does: 'Collapse all' },
      { keys: '1 … 9', does: 'Show so many levels' },
      { keys: 'n', does: 'Next error' },
      { keys: 'N', does: 'Previous error' },
      { keys: 'm', does: 'Next match of the search' },
      { keys: 'M', does: 'Previous match of the search' },
      { keys: 'c', does: 'Only model calls, or all spans' },
      { keys: 'p', does: 'Critical path' },
      { keys: '+ -', does: 'Zoom in or out' },
      { keys: 'h l', does: 'Move back or on in time' },
      { keys: 'f', does: 'Zoom to the selected span' },
      { keys: '0', does: 'Fit the whole trace' },
      { keys: '/', does: 'Search in this trace' },
      { keys: 'Esc', does: 'Back to all traces' },
    ],
  },
];
