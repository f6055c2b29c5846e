import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Keychain } from './keychain.ts';
import { openSecretBox, type SecretBoxSources } from './open-secret-box.ts';

let folder: string;
let dataDir: string;
let configDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signalbox-secrets-'));
  dataDir = join(folder, 'data');
  configDir = join(folder, 'config');
});
afterEach(() => rmSync(folder, { recursive: true }));

const CONTEXT = { record: 'house', field: 'provider.api_key' };

function memoryKeychain(): Keychain & { secret: Uint8Array | null } {
  return {
    secret: null,
    read() {
      return Promise.resolve(this.secret);
    },
    write(secret) {
      this.secret = secret;
      return Promise.resolve();
    },
  };
}

const noKeychain: Keychain = {
  read: () => Promise.reject(new Error('no bus')),
  write: () => Promise.reject(new Error('no bus')),
};

function open(sources: Partial<SecretBoxSources> = {}) {
  return openSecretBox({
    dataDir,
    configDir,
    keychainService: 'signalbox-test',
    keychain: noKeychain,
    ...sources,
  });
}

function keyFile(content: string | Uint8Array, mode = 0o600): string {
  const path = join(folder, `key-${randomBytes(4).toString('hex')}`);
  writeFileSync(path, content, { mode });
  chmodSync(path, mode);
  return path;
}

describe('a key file', () => {
  it('opens what it sealed, raw, in hex or in base64', async () => {
    const key = randomBytes(32);
    const sealed = (await open({ keyFile: keyFile(key) })).seal('sk-secret', CONTEXT);
    for (const content of [`${key.toString('hex')}\n`, key.toString('base64'), key.toString('base64url')]) {
      const box = await open({ keyFile: keyFile(content) });
      expect(box.protection.kind).toBe('key_file');
      expect(box.open(sealed, CONTEXT)).toBe('sk-secret');
    }
  });

  it.each([
    ['others can read', randomBytes(32), 0o640],
    ['is too short', randomBytes(31), 0o600],
    ['holds other text', 'correct horse battery staple', 0o600],
  ])('that %s is refused', async (_, content, mode) => {
    await expect(open({ keyFile: keyFile(content, mode) })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      details: { setting: 'keyFile' },
    });
  });

  it('that is missing is refused', async () => {
    await expect(open({ keyFile: join(folder, 'gone') })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('a passphrase', () => {
  it('opens again what it sealed, and a wrong one is refused', async () => {
    const first = await open({ passphrase: 'correct horse battery' });
    const sealed = first.seal('sk-secret', CONTEXT);
    const second = await open({ passphrase: 'correct horse battery' });
    expect(second.open(sealed, CONTEXT)).toBe('sk-secret');
    expect(second.protection.kind).toBe('passphrase');
    await expect(open({ passphrase: 'another horse battery' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    expect(readFileSync(join(dataDir, 'passphrase.json'), 'utf8')).not.toContain('horse');
  });

  it('whose salt is damaged is refused, not replaced', async () => {
    await open({ passphrase: 'correct horse battery' });
    writeFileSync(join(dataDir, 'passphrase.json'), '{"version":1');
    await expect(open({ passphrase: 'correct horse battery' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    expect(readFileSync(join(dataDir, 'passphrase.json'), 'utf8')).toBe('{"version":1');
  });
});

describe('a keychain', () => {
  it('is given a key once, which opens what it sealed', async () => {
    const keychain = memoryKeychain();
    const sealed = (await open({ keychain })).seal('sk-secret', CONTEXT);
    const again = await open({ keychain });
    expect(again.protection.kind).toBe('keychain');
    expect(again.open(sealed, CONTEXT)).toBe('sk-secret');
    const other = await open({ keychain: memoryKeychain() });
    expect(() => other.open(sealed, CONTEXT)).toThrow(expect.objectContaining({ code: 'SECRET_UNREADABLE' }));
  });

  it('that never answers counts as none', async () => {
    const hanging: Keychain = { read: () => new Promise(() => undefined), write: () => Promise.resolve() };
    const box = await open({ keychain: hanging, keychainTimeoutMs: 20 });
    expect(box.protection).toMatchObject({ kind: 'none' });
    expect(() => box.seal('sk-secret', CONTEXT)).toThrow(/did not answer/);
  });
});

describe('without any key', () => {
  it('nothing is sealed, and nothing is written', async () => {
    const box = await open();
    expect(() => box.seal('sk-secret', CONTEXT)).toThrow(
      expect.objectContaining({ code: 'SECRET_STORE_MISSING' }),
    );
    expect(existsSync(dataDir) || existsSync(configDir)).toBe(false);
  });

  it('a key file of its own is made when that is wished, and used from then on', async () => {
    const made = await open({ createKeyFile: true });
    expect(made.protection.kind).toBe('key_file');
    expect(made.protection.description).toContain('not against someone who can read your files');
    const path = join(configDir, 'data-key');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    const sealed = made.seal('sk-secret', CONTEXT);
    expect((await open()).open(sealed, CONTEXT)).toBe('sk-secret');
    const keychain = await open({ keychain: memoryKeychain() });
    expect(keychain.protection.kind).toBe('keychain');
    expect(keychain.open(sealed, CONTEXT)).toBe('sk-secret');
  });
});

describe('a sealed secret', () => {
  it('holds nothing of its plaintext and differs each time', async () => {
    const box = await open({ createKeyFile: true });
    const [one, two] = [box.seal('sk-secret', CONTEXT), box.seal('sk-secret', CONTEXT)];
    expect(Buffer.from(one).includes('sk-secret')).toBe(false);
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(false);
  });

  it('opens only whole and in its own place', async () => {
    const box = await open({ createKeyFile: true });
    const unreadable = expect.objectContaining({
      code: 'SECRET_UNREADABLE',
      details: { name: 'house' },
    }) as Error;
    const sealed = box.seal('sk-secret', CONTEXT);
    expect(() => box.open(sealed, { ...CONTEXT, field: 'other' })).toThrow(unreadable);
    expect(() => box.open(sealed.subarray(0, 20), CONTEXT)).toThrow(unreadable);
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const damaged = Uint8Array.from(sealed);
        damaged[index] = (damaged[index] ?? 0) ^ flip;
        expect(() => box.open(damaged, CONTEXT)).toThrow(unreadable);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(box.open(box.seal(text, CONTEXT), CONTEXT)).toBe(text);
      }),
    );
  });
});
