import { describe, expect, it } from 'vitest';
import { createLogger } from '../../log.ts';
import type { SecretBox } from '../../secrets/index.ts';
import type { MetricSourceRow } from '../../store/control/index.ts';
import type { MetricQueries } from '../metrics.ts';
import { MetricSources } from './metric-sources.ts';

/** Seals by turning every byte; what begins with a 0 was sealed with a key that is lost. */
const SECRETS: SecretBox = {
  protection: { kind: 'key_file', description: 'test' },
  seal: (text) => Uint8Array.from(Buffer.from(text), (byte) => byte ^ 0x55),
  open: (sealed) => {
    if (sealed[0] === 0) throw new Error('another key');
    return Buffer.from(sealed.map((byte) => byte ^ 0x55)).toString();
  },
};
const LOCAL = { metadata: () => Promise.resolve([]) } as Partial<MetricQueries> as MetricQueries;

async function open(rows: MetricSourceRow[] = []) {
  const lines: string[] = [];
  const sources = await MetricSources.open({
    local: LOCAL,
    localScrapeMs: 15_000,
    store: {
      metricSources: () => Promise.resolve([...rows]),
      addMetricSource: (row) => Promise.resolve(void rows.push(row)),
      removeMetricSource: (name) =>
        Promise.resolve(
          void rows.splice(
            rows.findIndex((row) => row.name === name),
            1,
          ),
        ),
    },
    secrets: SECRETS,
    log: createLogger('error', (line) => void lines.push(line)),
  });
  return { sources, rows, lines };
}

const row = (name: string, sealedToken: Uint8Array | null): MetricSourceRow => ({
  name,
  url: 'http://far:9090',
  sealedToken,
  createdAt: '2026-11-22T00:00:00.000Z',
});

describe('the sources of metrics', () => {
  it('are the local store and those that were added, with their tokens sealed', async () => {
    const { sources, rows } = await open();
    const added = await sources.add(
      { name: 'far', url: 'http://far:9090/prom/api/v1/', bearerToken: 'sesame-far' },
      'ana',
    );
    expect(added).toMatchObject({ name: 'far', url: 'http://far:9090/prom', hasToken: true });
    expect(JSON.stringify(added)).not.toContain('sesame');
    expect(Buffer.from(rows[0]?.sealedToken ?? []).toString('latin1')).not.toContain('sesame');
    expect(sources.list()).toEqual([added]);
    expect(sources.queriesOf('')).toBe(LOCAL);
    expect(sources.queriesOf('far')).not.toBe(LOCAL);
    await sources.remove('far', 'ana');
    expect(() => sources.queriesOf('far')).toThrow(
      expect.objectContaining({ code: 'METRIC_SOURCE_NOT_FOUND' }) as Error,
    );
  });

  it('have names of their own', async () => {
    const { sources, rows } = await open([row('far', null)]);
    await expect(sources.add({ name: 'far', url: 'http://x' }, 'ana')).rejects.toMatchObject({
      code: 'METRIC_SOURCE_EXISTS',
    });
    expect(rows).toHaveLength(1);
  });

  it.each(['http://ana:secret@far:9090', 'http://far:9090/?a=b', 'http://far:9090/#top'])(
    'are not at %s',
    async (url) => {
      const { sources, rows } = await open();
      await expect(sources.add({ name: 'far', url }, 'ana')).rejects.toMatchObject({ code: 'BODY_INVALID' });
      expect(rows).toEqual([]);
    },
  );

  it('whose tokens cannot be opened are there without them, and are logged', async () => {
    const { sources, lines } = await open([
      row('lost', Uint8Array.of(0)),
      row('kept', SECRETS.seal('k', { record: 'kept', field: 'x' })),
    ]);
    expect(sources.list().map(({ name, hasToken }) => [name, hasToken])).toEqual([
      ['lost', false],
      ['kept', true],
    ]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('lost');
  });
});
