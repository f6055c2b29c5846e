import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { SignalboxError } from '../../shared/errors.ts';

/** scrypt (RFC 7914): 64 MiB and about a quarter of a second. Stored, so that it can be raised later. */
const COST = { N: 2 ** 16, r: 8, p: 1 };
const SALT_BYTES = 16;

const storedSchema = z.strictObject({
  version: z.literal(1),
  salt: z.hex().length(2 * SALT_BYTES),
  cost: z.strictObject({
    N: z
      .int()
      .min(2 ** 14)
      .max(2 ** 20),
    r: z.int().min(1).max(32),
    p: z.int().min(1).max(16),
  }),
  /** Tells a wrong passphrase from a damaged secret; says nothing of the key. */
  verifier: z.hex().length(64),
});
type Stored = z.infer<typeof storedSchema>;

/**
 * The key that a passphrase gives, with the salt that is kept in the data directory.
 * @throws SignalboxError CONFIG_INVALID when it is not the passphrase that was used here before
 */
export async function passphraseKey(dataDir: string, passphrase: string): Promise<Uint8Array> {
  const path = join(dataDir, 'passphrase.json');
  const stored = await readStored(path);
  if (stored === null) return create(path, passphrase);
  const key = await derive(passphrase, Buffer.from(stored.salt, 'hex'), stored.cost);
  if (!timingSafeEqual(verifierOf(key), Buffer.from(stored.verifier, 'hex'))) {
    throw invalid('it is not the passphrase that was used with this data directory', 'SIGNALBOX_PASSPHRASE');
  }
  return key;
}

async function create(path: string, passphrase: string): Promise<Uint8Array> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(passphrase, salt, COST);
  const stored: Stored = {
    version: 1,
    salt: salt.toString('hex'),
    cost: COST,
    verifier: verifierOf(key).toString('hex'),
  };
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  // Renamed when whole: a half-written salt would lock out everything sealed.
  const draft = `${path}.${process.pid}.tmp`;
  await writeFile(draft, `${JSON.stringify(stored)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
  return key;
}

async function readStored(path: string): Promise<Stored | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw invalid(`the salt in ${path} is damaged: ${String(cause)}`, path);
  }
}

function derive(passphrase: string, salt: Uint8Array, { N, r, p }: Stored['cost']): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function verifierOf(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('signalbox passphrase verifier').digest();
}

function invalid(reason: string, source: string): SignalboxError {
  return new SignalboxError('CONFIG_INVALID', { setting: 'passphrase', reason, source });
}
