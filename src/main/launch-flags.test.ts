import { describe, expect, it } from 'vitest';
import { parseLaunchFlags } from './launch-flags.ts';

describe('flags of the app', () => {
  it('hands what follows -- to the engine and leaves the rest to Chromium', () => {
    const argv = [
      'electron',
      '/app',
      '--no-sandbox',
      '--inspect=0',
      '--',
      '--demo',
      '--data',
      '/d',
      '--port=0',
    ];
    expect(parseLaunchFlags(argv)).toEqual({ demo: true, engine: ['--data', '/d', '--port=0'] });
  });

  it('has none by default', () => {
    expect(parseLaunchFlags(['electron', '/app', '--demo'])).toEqual({ demo: false, engine: [] });
  });
});
