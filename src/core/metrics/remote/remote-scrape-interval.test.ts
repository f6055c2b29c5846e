import { describe, expect, it } from 'vitest';
import { RemoteScrapeInterval, scrapeIntervalIn } from './remote-scrape-interval.ts';

const CONFIGURATION = `global:
  scrape_interval: 1m30s
  scrape_timeout: 10s
  external_labels:
    scrape_interval: 7s
scrape_configs:
- job_name: fast
  scrape_interval: 5s
`;

describe('scrapeIntervalIn', () => {
  it.each([
    [CONFIGURATION, 90_000],
    ['global:\n  evaluation_interval: 1m\n  scrape_interval: "15s"\n', 15_000],
    ['scrape_configs:\n- job_name: x\n  scrape_interval: 5s\n', null],
    ['global:\n  scrape_interval: soon\n', null],
    ['global:\nscrape_configs:\n  scrape_interval: 5s', null],
    ['', null],
  ])('%j is %s', (yaml, ms) => {
    expect(scrapeIntervalIn(yaml)).toBe(ms);
  });
});

describe('RemoteScrapeInterval', () => {
  it('asks once, again after ten minutes, and after one where it was not told', async () => {
    let now = 0;
    let asked = 0;
    let answer: Promise<string> = Promise.resolve(CONFIGURATION);
    const interval = new RemoteScrapeInterval(
      () => {
        asked += 1;
        return answer;
      },
      () => now,
    );
    expect(await Promise.all([interval.read(), interval.read()])).toEqual([
      { ms: 90_000, from: 'server' },
      { ms: 90_000, from: 'server' },
    ]);
    now = 599_999;
    await interval.read();
    expect(asked).toBe(1);

    now = 600_000;
    answer = Promise.reject(new Error('404'));
    expect(await interval.read()).toEqual({ ms: 30_000, from: 'assumed' });
    now += 59_999;
    await interval.read();
    expect(asked).toBe(2);
    now += 1;
    answer = Promise.resolve(CONFIGURATION);
    expect(await interval.read()).toEqual({ ms: 90_000, from: 'server' });
    expect(asked).toBe(3);
  });
});
