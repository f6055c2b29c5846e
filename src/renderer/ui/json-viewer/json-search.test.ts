import { describe, expect, it } from 'vitest';
import { MOST_MATCHES, searchJson } from './json-search.ts';

const { signal } = new AbortController();

describe('searchJson', () => {
  it('finds text upper and lower case alike, and characters that mean something to patterns', async () => {
    const text = JSON.stringify({ Name: 'a name', pattern: 'a.*b (c)' });
    expect((await searchJson(text, 'NAME', signal)).offsets).toEqual([2, 11]);
    expect((await searchJson(text, '.*b (c)', signal)).offsets).toEqual([text.indexOf('.*')]);
    expect((await searchJson(text, 'a.b', signal)).offsets).toEqual([]);
    expect((await searchJson(text, '', signal)).offsets).toEqual([]);
  });

  it('finds what JSON writes with a backslash, as it is read and as it is written', async () => {
    const text = JSON.stringify({ said: 'he said "go"\nand left' });
    expect((await searchJson(text, '"go"', signal)).offsets).toEqual([text.indexOf('\\"go')]);
    expect((await searchJson(text, 'go"\nand', signal)).offsets).toEqual([text.indexOf('go')]);
    expect((await searchJson(text, '"said":', signal)).offsets).toEqual([1]);
  });

  it('finds each match once where slices meet', async () => {
    const text = `${'x'.repeat(256 * 1024 - 3)}needle${'x'.repeat(256 * 1024 - 9)}needle`;
    expect((await searchJson(text, 'needle', signal)).offsets).toEqual([
      text.indexOf('needle'),
      text.lastIndexOf('needle'),
    ]);
  });

  it('stops counting, and stops when it is told to', async () => {
    const many = await searchJson('a'.repeat(MOST_MATCHES + 5), 'a', signal);
    expect(many).toMatchObject({ isMore: true, offsets: { length: MOST_MATCHES } });
    const stopped = AbortSignal.abort(new Error('typed on'));
    await expect(searchJson('text', 't', stopped)).rejects.toThrow('typed on');
  });
});
