import { describe, expect, it } from 'vitest';
import { migrateDashboard } from './migrate-dashboard.ts';

const model = { schemaVersion: 1, title: 'Calls', panels: [] };

describe('migrateDashboard', () => {
  it('fills in what is left out', () => {
    expect(migrateDashboard(model)).toMatchObject({ title: 'Calls', refreshSeconds: 30, variables: [] });
  });

  it('goes step by step from an older version', () => {
    const migrations = {
      1: ({ name, ...rest }: Record<string, unknown>) => ({ ...rest, title: name }),
      2: ({ title, ...rest }: Record<string, unknown>) => ({ ...rest, title: `${String(title)}!` }),
    };
    expect(migrateDashboard({ schemaVersion: 1, name: 'Old', panels: [] }, migrations, 3).title).toBe('Old!');
  });

  it('says why it cannot read something', () => {
    expect(() => migrateDashboard('x')).toThrow('no schemaVersion');
    expect(() => migrateDashboard({ ...model, schemaVersion: 9 })).toThrow('knows up to 1');
    expect(() => migrateDashboard({ ...model, panels: [{ id: 1 }] })).toThrow(/^panels\.0\./);
    expect(() => migrateDashboard(model, {}, 2)).toThrow('no way from version 1');
  });
});
