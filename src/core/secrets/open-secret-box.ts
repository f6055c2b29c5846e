import { join } from 'node:path';
import { createKeyFile, readKeyFile, readKeyFileIfThere } from './key-file.ts';
import { KEYCHAIN_TIMEOUT_MS, keychainKey, systemKeychain, type Keychain } from './keychain.ts';
import { passphraseKey } from './passphrase-key.ts';
import { createSecretBox, type DataKey, type SecretBox } from './secret-box.ts';

export interface SecretBoxSources {
  readonly dataDir: string;
  /** Wins over all others. */
  readonly keyFile?: string | undefined;
  /** Wins over the keychain. */
  readonly passphrase?: string | undefined;
  /** Under which name the key stands in the keychain of the operating system. */
  readonly keychainService: string;
  /** Where a key file is made, outside the data directory. */
  readonly configDir: string;
  /** Make a key file where no keychain answers; one that was made before is used in any case. */
  readonly createKeyFile?: boolean;
  /** Instead of the keychain of the operating system. */
  readonly keychain?: Keychain;
  readonly keychainTimeoutMs?: number;
}

/**
 * Finds the key that seals secrets here: a key file, a passphrase, the keychain, or a key file of its own, in this
 * order. Where there is none, nothing is sealed and nothing is stored in the clear. May wait for a keychain that asks
 * its user; never blocks the thread.
 * @throws SignalboxError CONFIG_INVALID when the key file or the passphrase that was given cannot be used
 */
export async function openSecretBox(sources: SecretBoxSources): Promise<SecretBox> {
  const ownPath = join(sources.configDir, 'data-key');
  if (sources.keyFile !== undefined) {
    const key: DataKey = { kind: 'key_file', bytes: await readKeyFile(sources.keyFile) };
    const description = `Keys are sealed with AES-256-GCM under the key file ${sources.keyFile}.`;
    return createSecretBox({ ...sealedBy(key, description), others: await ownKey(ownPath) });
  }
  if (sources.passphrase !== undefined) {
    const key: DataKey = {
      kind: 'passphrase',
      bytes: await passphraseKey(sources.dataDir, sources.passphrase),
    };
    const description = 'Keys are sealed with AES-256-GCM under a key made from the passphrase (scrypt).';
    return createSecretBox({ ...sealedBy(key, description), others: await ownKey(ownPath) });
  }
  const { key, reason } = await fromKeychain(sources);
  if (key !== null) {
    const description =
      'Keys are sealed with AES-256-GCM under a key that the keychain of this system holds.';
    return createSecretBox({ ...sealedBy(key, description), others: await ownKey(ownPath) });
  }
  const own = (await ownKey(ownPath))[0] ?? (sources.createKeyFile === true ? await madeKey(ownPath) : null);
  if (own === null) return withoutKey(reason);
  const description =
    `No keychain answers here, so keys are sealed under the key file ${ownPath}. ` +
    'That protects against someone who gets the database alone, not against someone who can read your files.';
  return createSecretBox({ ...sealedBy(own, description), others: [] });
}

function sealedBy(key: DataKey, description: string) {
  return { protection: { kind: key.kind, description }, primary: key, reason: '' };
}

function withoutKey(reason: string): SecretBox {
  // The reason is an operating system's own words: whoever stores a key is told it, whoever looks is not.
  const description = 'No keychain answers here, so provider keys cannot be stored.';
  return createSecretBox({ protection: { kind: 'none', description }, primary: null, others: [], reason });
}

/** A key file made at an earlier start, from before there was a better key: what it sealed must stay readable. */
async function ownKey(path: string): Promise<DataKey[]> {
  const bytes = await readKeyFileIfThere(path);
  return bytes === null ? [] : [{ kind: 'key_file', bytes }];
}

async function madeKey(path: string): Promise<DataKey> {
  return { kind: 'key_file', bytes: await createKeyFile(path) };
}

async function fromKeychain(sources: SecretBoxSources): Promise<{ key: DataKey | null; reason: string }> {
  try {
    const keychain = sources.keychain ?? systemKeychain(sources.keychainService);
    const bytes = await keychainKey(keychain, sources.keychainTimeoutMs ?? KEYCHAIN_TIMEOUT_MS);
    return { key: { kind: 'keychain', bytes }, reason: '' };
  } catch (error) {
    return { key: null, reason: error instanceof Error ? error.message : String(error) };
  }
}
