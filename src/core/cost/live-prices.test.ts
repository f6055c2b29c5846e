import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_USAGE } from '../../shared/usage.ts';
import { resourcePath } from '../resources.ts';
import { LivePrices } from './index.ts';

const BUNDLED = readFileSync(resourcePath('prices/catalogue.json'), 'utf8');

/** The bundled catalogue with another date, and gpt-4o at so many dollars a million tokens. */
function catalogue(date: string, dollars: number): string {
  const file = JSON.parse(BUNDLED) as {
    date: string;
    source: string;
    providers: { id: string; models: { id: string; prices: object[] }[] }[];
  };
  const openai = file.providers.find(({ id }) => id === 'openai');
  const model = openai?.models.find(({ id }) => id === 'gpt-4o');
  if (model !== undefined) model.prices = [{ input: dollars * 1e9, output: dollars * 1e9 }];
  return JSON.stringify({ ...file, date, source: `list of ${date}` });
}

describe('LivePrices', () => {
  let dataDir: string;
  let prices: LivePrices;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'signalbox-prices-'));
    prices = new LivePrices({ dataDir });
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const inputPrice = (of = prices) =>
    of.price({
      provider: 'openai',
      model: 'gpt-4o',
      usage: { ...NO_USAGE, input: 1, output: 0 },
      atUnixNano: 0n,
    })?.total;

  it('begins with the bundled catalogue', () => {
    expect(inputPrice()).toBe('2500');
    expect(prices.describe()).toMatchObject({
      origin: 'bundled',
      importedAt: null,
      previous: null,
      overrides: null,
    });
  });

  it('takes a newer one into use at once, keeps it, and goes back step by step', () => {
    const bundled = prices.describe();
    prices.import(catalogue('2030-01-01', 3));
    expect(inputPrice()).toBe('3000');
    const second = prices.import(catalogue('2030-02-01', 4));
    expect(inputPrice()).toBe('4000');
    expect(second).toMatchObject({
      origin: 'imported',
      source: 'list of 2030-02-01',
      date: '2030-02-01',
      previous: { date: '2030-01-01' },
    });
    const restarted = new LivePrices({ dataDir });
    expect(inputPrice(restarted)).toBe('4000');
    expect(restarted.back()).toMatchObject({ date: '2030-01-01', previous: { date: bundled.date } });
    expect(inputPrice(restarted)).toBe('3000');
    expect(restarted.back()).toEqual(bundled);
    expect(inputPrice(restarted)).toBe('2500');
    expect(() => restarted.back()).toThrow(/bundled catalogue is in force/);
    expect(readdirSync(join(dataDir, 'prices'))).toEqual([]);
  });

  it.each([
    ['no JSON', 'date: 2030-01-01', /not JSON/],
    ['another file', '{"models": []}', /no price catalogue; source: /],
    [
      'a price that is no integer',
      BUNDLED.replace('"input":8000000000', '"input":0.5'),
      /providers\.0\.models\.0\.prices/,
    ],
    [
      'a rule that is no regular expression',
      BUNDLED.replace('"regex":"^', '"regex":"('),
      /no price catalogue; .*regular expression/i,
    ],
    ['an older catalogue', catalogue('2020-01-01', 9), /of 2020-01-01, the one in force of .* is newer/],
  ])('refuses %s and stays as it is', (_, text, reason) => {
    expect(() => prices.import(text)).toThrow(reason);
    expect(() => prices.import(text)).toThrow(expect.objectContaining({ code: 'BODY_INVALID' }));
    expect(inputPrice()).toBe('2500');
    expect(new LivePrices({ dataDir }).describe().origin).toBe('bundled');
  });

  it('prefers a bundled catalogue that is newer than the imported one', () => {
    prices.import(catalogue('2030-01-01', 3));
    const path = join(dataDir, 'prices', 'catalogue.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"2030-01-01"', '"2020-01-01"'));
    expect(new LivePrices({ dataDir }).describe().origin).toBe('bundled');
  });

  it('says which file is damaged', () => {
    prices.import(catalogue('2030-01-01', 3));
    writeFileSync(join(dataDir, 'prices', 'catalogue.json'), '{');
    expect(() => new LivePrices({ dataDir })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
