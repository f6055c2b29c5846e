import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_GUARD_SETTINGS, guardSettingsSchema } from '../../shared/guard/index.ts';
import { createLogger } from '../log.ts';
import { openControlStore, type ControlStore } from '../store/control/index.ts';
import { GuardRegistry } from './guard-registry.ts';
import { callWith, noServices } from './testing/guarded-call.ts';

let dataDir: string;
let store: ControlStore;
const log = createLogger('error', () => {});
const open = () => GuardRegistry.open({ store, log, services: noServices });
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'signalbox-guards-'));
  store = await openControlStore({ dataDir });
});
afterEach(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true });
});

const LIST = { name: 'x', kind: 'deny', words: ['bomb'], patterns: [], disguised: false } as const;
const NO_RULE = { org: null, workspace: null, user: null, providers: [], regions: [] };

describe('the guards in control.db', () => {
  it('block nothing and replace nothing until somebody changes them', async () => {
    const guards = await open();
    const texts = ['ana@example.org 4111 1111 1111 1111 password=hunter2!x'];
    const report = await guards.checkInput(callWith(texts));
    expect(report).toMatchObject({ block: null, redaction: null, refuseTarget: null, warnings: [] });
    expect(report?.runs.map(({ guard, outcome }) => `${guard} ${outcome}`)).toEqual([
      'pii flag',
      'secrets flag',
    ]);
    expect(guards.list().every(({ changedAt }) => changedAt === null)).toBe(true);
  });

  it('are in force with the next call after a change, come back after a restart, and are audited', async () => {
    const guards = await open();
    const settings = { ...DEFAULT_GUARD_SETTINGS.pii, action: 'block' as const };
    const saved = await guards.save(settings, 'console');
    expect(saved).toMatchObject({ guard: 'pii', settings, changedBy: 'console' });
    expect(await guards.checkInput(callWith(['ana@example.org']))).toMatchObject({ block: { guard: 'pii' } });
    const again = await open();
    expect(again.get('pii').settings).toEqual(settings);
    expect(await store.eventLogs(1)).toMatchObject([
      { action: 'guard.save', subject: 'pii', actor: 'console', detail: { action: 'block' } },
    ]);
  });

  it('refuse what cannot be compiled, and keep what they had', async () => {
    const guards = await open();
    const list = { name: 'x', kind: 'deny' as const, words: [], patterns: ['('], disguised: false };
    await expect(
      guards.save({ ...DEFAULT_GUARD_SETTINGS.words, lists: [list] }, 'rest'),
    ).rejects.toMatchObject({ code: 'GUARD_SETTINGS_INVALID' });
    expect(await store.guards()).toEqual([]);
    expect(guards.get('words').settings).toEqual(DEFAULT_GUARD_SETTINGS.words);
  });

  it.each([
    ['pii', { kinds: ['emial'] }, "'emial'"],
    ['secrets', { kinds: ['email'] }, "'email'"],
    ['region', { rules: [{ ...NO_RULE, kinds: ['emial'] }] }, "'emial'"],
    ['pii', { directions: { input: false, output: false } }, 'neither requests nor answers'],
    ['words', { lists: [{ ...LIST, words: ['!!!'] }] }, "'!!!'"],
    ['words', { lists: [LIST, { ...LIST, kind: 'allow' }] }, "two lists 'x'"],
    ['guardrails_ai', { enabled: true }, 'no server'],
    ['guardrails_ai', { enabled: true, server: 'http://127.0.0.1:8000' }, 'no guard'],
  ] as const)('refuse settings of %s with which it would quietly do nothing: %j', async (guard, own, why) => {
    const settings = guardSettingsSchema.parse({ ...DEFAULT_GUARD_SETTINGS[guard], ...own });
    const saving = (await open()).save(settings, 'rest');
    await expect(saving).rejects.toMatchObject({ code: 'GUARD_SETTINGS_INVALID' });
    await expect(saving).rejects.toThrow(why);
  });

  it('are in force, and there after a start, only when the detector has read its model', async () => {
    const inForce: boolean[] = [];
    let guards: GuardRegistry | null = null;
    const warmUp = () => Promise.resolve(void inForce.push(guards?.get('abuse').settings.enabled ?? false));
    const services = { ...noServices, abuse: { score: () => Promise.resolve([]), warmUp } };
    guards = await GuardRegistry.open({ store, log, services });
    expect(inForce).toEqual([]);
    await guards.save({ ...DEFAULT_GUARD_SETTINGS.abuse, enabled: true }, 'rest');
    expect([...inForce, guards.get('abuse').settings.enabled]).toEqual([false, true]);
    guards = null;
    await GuardRegistry.open({ store, log, services });
    expect(inForce).toEqual([false, false]);
  });

  it('know where providers answer', async () => {
    const guards = await open();
    await guards.save({ ...DEFAULT_GUARD_SETTINGS.region, providerRegions: { azure: 'eu' } }, 'rest');
    expect([guards.regionOf('azure'), guards.regionOf('openai'), guards.regionOf('toString')]).toEqual([
      'eu',
      null,
      null,
    ]);
  });
});

describe('a text that is tried', () => {
  it('is seen by all guards, also those that are off; only those that are on decide', async () => {
    const guards = await open();
    const tried = await guards.tryText({
      text: 'mail ana@example.org',
      direction: 'input',
      role: 'user',
      guards: ['size', 'region', 'pii', 'words'],
    });
    expect(tried.runs.map(({ guard }) => guard)).toEqual(['size', 'region', 'words', 'pii']);
    expect(tried).toMatchObject({ outcome: 'flag', redacted: 'mail [EMAIL_1]' });
  });

  it('may be an answer, which each guard sees to its end', async () => {
    const guards = await open();
    await guards.save({ ...DEFAULT_GUARD_SETTINGS.pii, action: 'block' }, 'rest');
    const tried = await guards.tryText({
      text: 'ana@example.org and password=hunter2!x',
      direction: 'output',
      role: 'assistant',
      guards: ['pii', 'secrets'],
    });
    expect(tried.runs.map(({ guard, outcome }) => `${guard} ${outcome}`)).toEqual([
      'pii block',
      'secrets flag',
    ]);
    expect(tried.outcome).toBe('block');
  });
});
