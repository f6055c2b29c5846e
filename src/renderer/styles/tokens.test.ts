import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const RENDERER = fileURLToPath(new URL('..', import.meta.url));
const TOKENS = 'styles/tokens.css';
const RAW_COLOUR =
  /(?<![.\w])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b(?!\()|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(/i;
/** Where a colour is read from a token and handed to a canvas. */
const CONVERTS_TOKENS = new Set(['ui/charts/chart-colours.ts']);

const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .filter((path) => ['.css', '.tsx', '.ts'].includes(extname(path)) && !path.includes('.test.'))
  .filter((path) => path !== TOKENS && !CONVERTS_TOKENS.has(path));

/** In CSS `--token: value`, in a style property `'--token': value`. */
const DEFINED = /--[a-z0-9-]+(?='?\]?:)/g;

const read = (path: string) => readFileSync(join(RENDERER, path), 'utf8');

describe('colours', () => {
  it('are looked for in the whole console', () => expect(files.length).toBeGreaterThan(100));

  it('are named by tokens everywhere else', () => {
    const raw = files.flatMap((path) =>
      read(path)
        .split('\n')
        .filter((line) => RAW_COLOUR.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(raw).toEqual([]);
  });

  it('are tokens that exist', () => {
    const defined = new Set([TOKENS, ...files].flatMap((path) => read(path).match(DEFINED) ?? []));
    const missing = files
      .flatMap((path) =>
        [...read(path).matchAll(/var\((--[a-z0-9-]{2,})(?=\))/g)].map((match) => match[1] ?? ''),
      )
      .filter((token) => !defined.has(token) && !token.startsWith('--radix-'));
    expect(missing).toEqual([]);
  });

  it('gives both themes the same tokens', () => {
    const css = read(TOKENS);
    const tokensOf = (theme: string) =>
      css.split(`:root[data-theme='${theme}']`)[1]?.split('}')[0]?.match(DEFINED);
    expect(tokensOf('light')).toEqual(tokensOf('dark'));
  });
});
