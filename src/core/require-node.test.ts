import { describe, expect, it } from 'vitest';
import { requireNode } from './require-node.ts';

describe('requireNode', () => {
  it.each(['22.14.0', '22.20.1', '24.0.0'])('takes %s', (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });
  it.each(['18.15.0', '20.20.2', '22.13.1'])('refuses %s and says what to do', (version) => {
    expect(() => requireNode(version)).toThrow(expect.objectContaining({ code: 'NODE_TOO_OLD' }));
  });
});
