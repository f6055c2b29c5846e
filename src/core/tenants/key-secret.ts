import { hash, randomBytes } from 'node:crypto';

const MARK = 'sb-';
/** 192 random bits: 32 characters of base64url. */
const RANDOM_BYTES = 24;
const WHOLE = /^sb-[A-Za-z0-9_-]{32}$/;
const SHOWN_LENGTH = MARK.length + 6;

export function newKeySecret(): string {
  return `${MARK}${randomBytes(RANDOM_BYTES).toString('base64url')}`;
}

/** Whether it claims to be a key of ours, whole or mangled: such a call is never anonymous and never passed on. */
export function claimsToBeOurs(credential: string): boolean {
  return credential.slice(0, MARK.length).toLowerCase() === MARK;
}

export function isWholeKey(credential: string): boolean {
  return WHOLE.test(credential);
}

/** What may be shown of a key: 36 of its 192 bits. */
export function shownPrefix(secret: string): string {
  return secret.slice(0, SHOWN_LENGTH);
}

/**
 * SHA-256 in hex. A fast hash is right here: slow ones protect passwords that people choose, and 192 random bits
 * cannot be guessed at any speed. Looking a key up by its hash also leaves nothing to time: how far two hashes agree
 * says nothing about the keys.
 */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}
