import { describe, expect, it } from 'vitest';
import { parseLaunchFlags } from './launch-flags.ts';

describe('flags of the app', () => {
  it('takes ours and leaves Chromium’s', () => {
    const argv = [
      '/app',
      '--no-sandbox',
      '--remote-debugging-port=0',
      '--demo',
      '--data',
      '/d',
      '--gateway-port=0',
      '--otlp-port',
      '9',
    ];
    expect(parseLaunchFlags(argv)).toEqual({
      dataDir: '/d',
      demo: true,
      engine: ['--gateway-port', '0', '--otlp-port', '9'],
    });
  });

  it('has none by default and ignores a flag without its value', () => {
    expect(parseLaunchFlags(['/app', '--data'])).toEqual({ dataDir: null, demo: false, engine: [] });
  });
});
