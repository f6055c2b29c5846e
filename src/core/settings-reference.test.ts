import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'oxfmt';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from './config.ts';
import { helpText, settingsMarkdown } from './settings-reference.ts';

const page = new URL('../../docs/reference/settings.md', import.meta.url);

describe('the reference of settings', () => {
  it('equals what the schema says', async () => {
    const { code: expected } = await format('settings.md', settingsMarkdown());
    if (process.env.UPDATE_DOCS === '1') writeFileSync(page, expected);
    expect(readFileSync(page, 'utf8')).toBe(expected);
  });

  it('names every setting', () => {
    const text = settingsMarkdown();
    expect(Object.keys(settingsSchema.shape).length).toBeGreaterThan(20);
    for (const variable of ['SIGNALBOX_PASSPHRASE', 'SIGNALBOX_DATA_DIR', 'SIGNALBOX_LOG_LEVEL']) {
      expect(text).toContain(`\`${variable}\``);
    }
  });
});

describe('the help', () => {
  it('lists flags with their defaults, and none for the passphrase', () => {
    const text = helpText();
    expect(text).toMatch(/--gateway-port PORT +The port of the gateway\. Default: 4100\./);
    expect(text).toMatch(/--retention-size SIZE .*Default: 10 GiB\./);
    expect(text).toMatch(/--config FILE/);
    expect(text).toContain('docs/reference/settings.md');
    expect(text).not.toMatch(/passphrase/i);
  });
});
