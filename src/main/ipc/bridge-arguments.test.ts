import { describe, expect, it } from 'vitest';
import { bridgeCalls } from '../../shared/bridge.ts';

describe('arguments of the bridge', () => {
  it.each(['../x.json', 'a/b.json', 'a\\b.json', '', 'a\u0000b', 'x'.repeat(201)])(
    'refuse the file name %j',
    (name) => {
      expect(bridgeCalls['file:save'].safeParse({ suggestedName: name, contents: '' }).success).toBe(false);
    },
  );

  it('take a file, a theme and an address as they should be', () => {
    expect(bridgeCalls['file:save'].parse({ suggestedName: 'trace 1.json', contents: '{}' }).contents).toBe(
      '{}',
    );
    expect(bridgeCalls['theme:set'].safeParse('pink').success).toBe(false);
    expect(bridgeCalls['external:open'].safeParse({}).success).toBe(false);
    expect(bridgeCalls['engine:current'].safeParse('x').success).toBe(false);
  });
});
