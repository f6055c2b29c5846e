import type { Match } from '../text-matcher.ts';
import { standsForSecret } from './entropy.ts';

const CREDENTIALS = /:\/\/([\w.~%+-]{0,128}):([\w\-.+=~:%!#$&*?^]{3,256})@[\w.[-]/y;
const SLACK =
  /:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Z0-9]{6,16}\/[A-Za-z0-9/]{20,100}/y;
const DISCORD = /:\/\/(?:\w{1,10}\.)?discord(?:app)?\.com\/api\/webhooks\/\d{15,21}\/[\w-]{50,90}/y;

/** What an address gives away, at its `://`: the password in it, or all of it where whoever knows it may use it. */
export function addressSecretAt(text: string, colon: number): Match | null {
  CREDENTIALS.lastIndex = colon;
  const found = CREDENTIALS.exec(text);
  if (found !== null) {
    const [, user = '', password = ''] = found;
    if (standsForSecret(password) || /^(?:password|passwd|pass|pwd|secret)$/i.test(password)) return null;
    const start = colon + 4 + user.length;
    return { start, end: start + password.length, kind: 'connection_password', score: 0.95 };
  }
  return webhook(text, colon, SLACK, 'slack_webhook') ?? webhook(text, colon, DISCORD, 'discord_webhook');
}

function webhook(text: string, colon: number, shape: RegExp, kind: string): Match | null {
  shape.lastIndex = colon;
  const found = shape.exec(text)?.[0];
  return found === undefined ? null : { start: colon + 3, end: colon + found.length, kind, score: 1 };
}
