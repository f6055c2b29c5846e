import { claimsToBeOurs } from './key-secret.ts';

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What a request brings to say who it is. */
export interface Credentials {
  /** One that claims to be a key of ours, wherever it stands; it goes before all others. */
  readonly own: string | null;
  /** The others, such as a provider's key: `Authorization`, `x-api-key`, `api-key`. */
  readonly foreign: readonly string[];
}

/** The places where SDKs put keys: OpenAI's, Anthropic's, Azure's. */
export function readCredentials(headers: RequestHeaders): Credentials {
  const given = [
    authorization(headers.authorization),
    text(headers['x-api-key']),
    text(headers['api-key']),
  ].filter((credential) => credential !== '');
  return {
    own: given.find(claimsToBeOurs) ?? null,
    foreign: given.filter((credential) => !claimsToBeOurs(credential)),
  };
}

/**
 * With or without its scheme: a key that was set without `Bearer` is still a key. Of `Basic`, which clients make of a
 * URL with a password, the password.
 */
function authorization(header: string | string[] | undefined): string {
  const value = text(header);
  const basic = /^Basic\s+(\S+)$/i.exec(value)?.[1];
  if (basic === undefined) return value.replace(/^Bearer\s+/i, '');
  const pair = Buffer.from(basic, 'base64').toString('latin1');
  return pair.slice(pair.indexOf(':') + 1);
}

function text(header: string | string[] | undefined): string {
  return ((Array.isArray(header) ? header[0] : header) ?? '').trim();
}
