import { AsyncEntry } from '@napi-rs/keyring';
import { randomBytes } from 'node:crypto';

/** The part of a keychain that is needed: one secret of bytes. */
export interface Keychain {
  read(): Promise<Uint8Array | null>;
  write(secret: Uint8Array): Promise<void>;
}

/** The start of the engine waits for it, so a keychain that hangs counts as none. */
export const KEYCHAIN_TIMEOUT_MS = 5_000;

const ACCOUNT = 'data-key';

/**
 * The keychain of the operating system. On Linux only the secret service: the kernel's keyring, which the library
 * would fall back to, forgets everything at a restart. Its calls run in the thread pool.
 */
export function systemKeychain(service: string): Keychain {
  const entry = () => new AsyncEntry(service, ACCOUNT, { linux: { store: 'secret-service' } });
  return {
    async read() {
      const secret = await entry().getSecret();
      return secret === null ? null : Uint8Array.from(secret);
    },
    write: (secret) => entry().setSecret(secret),
  };
}

/** The data key of the keychain, made on first use. Rejects when the keychain does not answer in time. */
export async function keychainKey(keychain: Keychain, timeoutMs: number): Promise<Uint8Array> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => timeout.reject(new Error(`the keychain did not answer within ${timeoutMs / 1000} seconds`)),
    timeoutMs,
  );
  try {
    return await Promise.race([readOrMake(keychain), timeout.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Read back after writing: two engines that start together must end with the same key. */
async function readOrMake(keychain: Keychain): Promise<Uint8Array> {
  const found = await keychain.read();
  if (found?.length === 32) return found;
  if (found !== null) throw new Error('the keychain holds something else under this name');
  await keychain.write(randomBytes(32));
  const written = await keychain.read();
  if (written?.length !== 32) throw new Error('the keychain did not keep the key');
  return written;
}
