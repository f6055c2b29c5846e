import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeInput, type PolicyAction } from '../../shared/policy/index.ts';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { PolicyRegistry } from './policy-registry.ts';
import { madeContent } from './testing/made-set.ts';

let dataDir: string;
let store: ControlStore;
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-policies-'));
  store = await openControlStore({ dataDir });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const queries = { spanJson: () => Promise.resolve(null), traceJson: () => Promise.resolve(null) };
const EVERYBODY = { org: 'acme', workspace: null, user: null };
const flag = (label: string) => [
  { id: 'mark', name: 'Mark', when: 'tokens.input > 1', actions: [{ type: 'flag' as const, label }] },
];
const flagsOf = (policies: PolicyRegistry) =>
  policies.decide(EVERYBODY, completeInput({ tokens: { input: 2 } }), () => [], '0'.repeat(32))?.effects
    .flags;

describe('the registry of policies', () => {
  it('keeps every save as a version; what is published is in force, a newer or an older one', async () => {
    const policies = await PolicyRegistry.open({ store, queries });
    const { id, published } = await policies.create(madeContent({ rules: flag('one') }), 'ana');
    expect(published).toBeNull();
    expect(flagsOf(policies)).toBeUndefined();
    await policies.publish(id, 1, 'ana');
    expect(flagsOf(policies)).toEqual(['one']);

    const two = { content: madeContent({ rules: flag('two') }), baseVersion: 1 };
    expect((await policies.save(id, two, 'ben')).latest).toMatchObject({ version: 2, savedBy: 'ben' });
    expect(flagsOf(policies)).toEqual(['one']);
    await expect(policies.save(id, two, 'cem')).rejects.toMatchObject({
      code: 'POLICY_CHANGED',
      details: { latest: 2, base: 1 },
    });
    await policies.publish(id, 2, 'ben');
    expect(flagsOf(policies)).toEqual(['two']);
    await policies.publish(id, 1, 'cem');
    expect(flagsOf(policies)).toEqual(['one']);
    await expect(policies.publish(id, 3, 'cem')).rejects.toMatchObject({ code: 'POLICY_VERSION_NOT_FOUND' });
    expect((await policies.versions(id)).map(({ version }) => version)).toEqual([2, 1]);

    expect(flagsOf(await PolicyRegistry.open({ store, queries }))).toEqual(['one']);
    await policies.unpublish(id, 'ana');
    expect(flagsOf(policies)).toBeUndefined();
    await policies.remove(id, 'ana');
    expect(() => policies.get(id)).toThrow(/no policy set/);
    await expect(policies.versions(id)).rejects.toMatchObject({ code: 'POLICY_NOT_FOUND' });
    const events = (await store.eventLogs(20)).filter(({ subject }) => subject === id);
    expect(events.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'ana policy.remove',
      'ana policy.unpublish',
      'cem policy.publish',
      'ben policy.publish',
      'ben policy.save',
      'ana policy.publish',
      'ana policy.add',
    ]);
    expect(events[2]?.detail).toEqual({ from: 2, to: 1 });
  });

  it('refuses what is not valid, and says where', async () => {
    const policies = await PolicyRegistry.open({ store, queries });
    const before = policies.list().length;
    const wrong = madeContent({
      rules: [{ id: 'a', name: 'A', when: 'tokns.input > 1', actions: [{ type: 'allow' }] }],
    });
    await expect(policies.create(wrong, 'ana')).rejects.toMatchObject({
      code: 'EXPRESSION_INVALID',
      details: { rule: 'a', from: 0, to: 5, reason: 'Unknown variable: tokns.' },
    });
    const twice = madeContent({ rules: [...flag('one'), ...flag('two')] });
    await expect(policies.create(twice, 'ana')).rejects.toMatchObject({ code: 'POLICY_INVALID' });
    expect(policies.list()).toHaveLength(before);
  });

  it.each<[PolicyAction, string]>([
    [
      { type: 'set_parameter', parameter: 'temperature', value: 'hot' },
      'rule mark, set_parameter, value: A number',
    ],
    [
      { type: 'set_parameter', parameter: 'topP', value: 1.5 },
      'rule mark, set_parameter, value: From 0 to 1',
    ],
    [
      { type: 'set_parameter', parameter: 'seed', value: 0.5 },
      'rule mark, set_parameter, value: A whole number',
    ],
    [
      { type: 'set_parameter', parameter: 'serviceTier', value: 1 },
      'rule mark, set_parameter, value: A text',
    ],
    [
      { type: 'redact', kinds: ['email', 'emial'] },
      'rule mark, redact, kinds: No guard knows the kind emial',
    ],
    [
      { type: 'check_json', schema: { type: 'nonsense' }, repair: true },
      'rule mark, check_json, schema: The JSON schema',
    ],
  ])('refuses what no call could have done to it: %j', async (action, reason) => {
    const policies = await PolicyRegistry.open({ store, queries });
    const content = madeContent({ rules: [{ id: 'mark', name: 'Mark', actions: [action] }] });
    await expect(policies.create(content, 'ana')).rejects.toMatchObject({
      code: 'POLICY_INVALID',
      details: { reason: expect.stringContaining(reason) as string },
    });
  });

  it('writes a set as YAML and reads it back as it was', async () => {
    const policies = await PolicyRegistry.open({ store, queries });
    const content = madeContent({
      name: 'To be kept',
      priority: 7,
      scope: { org: 'acme' },
      rules: flag('one'),
    });
    const { id } = await policies.create(content, 'ana');
    const yaml = await policies.exportYaml(id);
    expect(yaml).toContain('when: tokens.input > 1');
    const again = await policies.importYaml(yaml, 'ana');
    expect(again.latest.content).toEqual(content);
    await expect(policies.importYaml('name: [', 'ana')).rejects.toMatchObject({ code: 'POLICY_INVALID' });
    await expect(policies.importYaml('name: A\ncolour: red', 'ana')).rejects.toThrow(/colour/);
    await expect(policies.exportYaml(id, 2)).rejects.toMatchObject({ code: 'POLICY_VERSION_NOT_FOUND' });
  });
});
