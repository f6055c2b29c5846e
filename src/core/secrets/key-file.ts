import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SignalboxError } from '../../shared/errors.ts';

const KEY_BYTES = 32;

/**
 * Reads a key of 32 bytes: raw, or as text in hex or base64.
 * @throws SignalboxError CONFIG_INVALID when it is missing, not a key, or readable by others
 */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const content = await readPrivateFile(path);
  if (content.length === KEY_BYTES) return content;
  const text = content.toString('utf8').trim();
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  throw invalid(path, 'it does not hold 32 bytes, raw or in hex or base64');
}

async function readPrivateFile(path: string): Promise<Buffer> {
  try {
    // Windows has no such bits; there the directory of the user protects the file.
    const { mode } = await stat(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw invalid(path, `others can read it; run chmod 600 ${path}`);
    }
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof SignalboxError) throw cause;
    throw invalid(path, cause instanceof Error ? cause.message : String(cause));
  }
}

/** The key of a file that only its owner can read; null when there is none. */
export async function readKeyFileIfThere(path: string): Promise<Uint8Array | null> {
  try {
    await stat(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return readKeyFile(path);
}

/** Makes the file. When another engine made it first, reads that one. */
export async function createKeyFile(path: string): Promise<Uint8Array> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const key = randomBytes(KEY_BYTES);
  try {
    await writeFile(path, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readKeyFile(path);
    throw error;
  }
  await syncDirectory(dirname(path));
  return key;
}

/** So that a power cut cannot lose the key of what is sealed next. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  await using directory = await open(path, 'r');
  await directory.sync();
}

function invalid(path: string, reason: string): SignalboxError {
  return new SignalboxError('CONFIG_INVALID', { setting: 'keyFile', reason, source: `the key file ${path}` });
}
