import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { sharePage } from './share-page.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-share-'));
writeFileSync(join(folder, 'share.js'), 'const a = "</script><!-- <script>";\r\nshow(a);');
writeFileSync(join(folder, 'share.css'), '.a::before { content: "</style>"; }');
afterAll(() => rmSync(folder, { recursive: true }));

describe('sharePage', () => {
  it('lets nothing break out of the title, the script or the style', () => {
    const name = '</title><script>alert(1)</script>\u2028\u202e"&\ud800';
    const page = sharePage(folder, { name, outline: 'QUJD', spans: 'REVG' });
    expect(page).toContain(
      '<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;  &quot;&amp;\ufffd</title>',
    );
    expect(page.match(/<\/script/g)).toHaveLength(3);
    expect(page.match(/<\/style/g)).toHaveLength(1);
    expect(page).not.toContain('<!--');
  });

  it('allows its own script and style by their hashes, and nothing else', () => {
    const page = sharePage(folder, { name: 'a trace', outline: '', spans: '' });
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    const script = /<script>([^]*)<\/script>/.exec(page)?.[1] ?? '';
    const style = /<style>([^]*)<\/style>/.exec(page)?.[1] ?? '';
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
    // Still the same text for the script that holds it.
    expect(runInNewContext(script.replace('show(a)', 'a'))).toBe('</script><!-- <script>');
  });

  it('says when the viewer is not built', () => {
    expect(() => sharePage(join(folder, 'missing'), { name: '', outline: '', spans: '' })).toThrow(
      expect.objectContaining({ code: 'VIEWER_NOT_BUILT' }),
    );
  });
});
