import { expect, it } from 'vitest';
import { KEYBOARD_MAP } from '../lib/keyboard-map.ts';
import { PAGES, SETTINGS_PAGE, SIDE_PAGES } from './navigation.ts';

it('the keyboard map shows how each page is reached', () => {
  const shown = KEYBOARD_MAP.flatMap(({ shortcuts }) => shortcuts)
    .filter(({ does }) => does.startsWith('Go to '))
    .map(({ keys, does }) => `${keys}: ${does}`);
  const pages = [...PAGES, ...SIDE_PAGES, SETTINGS_PAGE].map(({ keys, label }) => `${keys}: Go to ${label}`);
  expect(shown.sort()).toEqual(pages.sort());
});
