import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Protection } from '../../shared/deployment.ts';
import { SignalboxError } from '../../shared/errors.ts';

/** What a secret belongs to. It is authenticated, so that a sealed value cannot be moved to another record or field. */
export interface SecretContext {
  /** The id of the record; errors name it. */
  readonly record: string;
  readonly field: string;
}

/** Seals secrets for the database and opens them again. */
export interface SecretBox {
  /** What seals here; "none" means that nothing can be sealed. */
  readonly protection: Protection;
  /** @throws SignalboxError SECRET_STORE_MISSING */
  seal(plaintext: string, context: SecretContext): Uint8Array;
  /** @throws SignalboxError SECRET_UNREADABLE */
  open(sealed: Uint8Array, context: SecretContext): string;
}

export interface DataKey {
  readonly kind: Exclude<Protection['kind'], 'none'>;
  /** 256 bits. */
  readonly bytes: Uint8Array;
}

export interface SecretBoxOptions {
  readonly protection: Protection;
  /** Seals; null: nothing does. */
  readonly primary: DataKey | null;
  /** Also open what was sealed with them. */
  readonly others: readonly DataKey[];
  /** Why nothing seals, for the error. */
  readonly reason: string;
}

/**
 * A sealed secret: format version (1 byte), kind of key (1), key id (8), nonce (12), ciphertext, tag (16).
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D; at most 2^32 secrets a key). The header and the context are
 * the additional data.
 */
const VERSION = 1;
const KINDS: readonly DataKey['kind'][] = ['keychain', 'key_file', 'passphrase'];
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 2 + KEY_ID_BYTES;
const CIPHER = 'aes-256-gcm';

export function createSecretBox({ protection, primary, others, reason }: SecretBoxOptions): SecretBox {
  const keys = new Map([...others, ...(primary === null ? [] : [primary])].map((key) => [keyId(key), key]));
  return {
    protection,
    seal(plaintext, context) {
      if (primary === null) throw new SignalboxError('SECRET_STORE_MISSING', { reason });
      return seal(plaintext, context, primary);
    },
    open(sealed, context) {
      const id = Buffer.from(sealed.subarray(2, HEADER_BYTES)).toString('hex');
      const key = keys.get(id);
      if (key === undefined) throw new SignalboxError('SECRET_UNREADABLE', { name: context.record });
      return open(sealed, context, key);
    },
  };
}

function seal(plaintext: string, context: SecretContext, key: DataKey): Uint8Array {
  const header = Buffer.concat([Buffer.of(VERSION, KINDS.indexOf(key.kind)), Buffer.from(keyId(key), 'hex')]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.bytes, nonce).setAAD(additionalData(header, context));
  const ciphertext = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()]);
  return Buffer.concat([header, nonce, ciphertext, cipher.getAuthTag()]);
}

function open(sealed: Uint8Array, context: SecretContext, key: DataKey): string {
  try {
    if (sealed[0] !== VERSION) throw new Error(`The format version ${sealed[0]} is not known.`);
    const header = sealed.subarray(0, HEADER_BYTES);
    const nonce = sealed.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
    const ciphertext = sealed.subarray(HEADER_BYTES + NONCE_BYTES, sealed.length - TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, key.bytes, nonce, { authTagLength: TAG_BYTES })
      .setAAD(additionalData(header, context))
      .setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new SignalboxError('SECRET_UNREADABLE', { name: context.record }, { cause });
  }
}

/** JSON keeps record and field apart whatever they hold. */
function additionalData(header: Uint8Array, { record, field }: SecretContext): Uint8Array {
  return Buffer.concat([header, Buffer.from(JSON.stringify([record, field]))]);
}

/** Names a key without telling anything of it. */
function keyId({ bytes }: DataKey): string {
  return createHash('sha256')
    .update('signalbox key id\0')
    .update(bytes)
    .digest('hex')
    .slice(0, 2 * KEY_ID_BYTES);
}
