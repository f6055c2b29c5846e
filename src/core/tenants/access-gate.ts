import { z } from 'zod';
import type { Access } from '../../shared/api-key.ts';
import { ANONYMOUS, type Caller, type KeyScope } from '../../shared/caller.ts';
import { SignalboxError } from '../../shared/errors.ts';
import type { ControlStore } from '../store/control/index.ts';
import { readCredentials, type RequestHeaders } from './credentials.ts';
import type { KeyRegistry } from './key-registry.ts';
import { hashSecret } from './key-secret.ts';
import { narrow } from './narrow.ts';

const SETTING = 'access';
const settingSchema = z.object({ open: z.boolean() });

/** A caller that was let in. */
export interface Admission {
  readonly caller: Caller;
  readonly reason: string;
  /** Its credentials are not ours, so a provider without a key of its own may get them. */
  readonly mayPassOn: boolean;
}

interface Parts {
  readonly keys: Pick<KeyRegistry, 'check'>;
  readonly store: Pick<ControlStore, 'setting' | 'saveSetting'>;
  /** The engine's own token, which is let in everywhere. */
  readonly token: string;
  /** Whether the doors are bound to loopback, and may therefore be open. */
  readonly canBeOpen: boolean;
}

/**
 * Decides who may use a door: those with a key, the operator with the engine's token and, while the local sandbox is
 * open, everybody on this machine. Synchronous, from memory.
 */
export class AccessGate {
  readonly #parts: Parts;
  readonly #tokenHash: string;
  #open: boolean;

  private constructor(parts: Parts, open: boolean) {
    this.#parts = parts;
    this.#tokenHash = hashSecret(parts.token);
    this.#open = parts.canBeOpen && open;
  }

  /** A sandbox on loopback is open until it is closed. */
  static async open(parts: Parts): Promise<AccessGate> {
    const kept = settingSchema.nullable().parse(await parts.store.setting(SETTING));
    return new AccessGate(parts, kept?.open ?? true);
  }

  get access(): Access {
    return { open: this.#open, canBeOpen: this.#parts.canBeOpen };
  }

  /**
   * Takes effect with the next call.
   * @throws SignalboxError OPEN_MODE_IMPOSSIBLE
   */
  async setOpen(open: boolean, actor: string): Promise<Access> {
    if (open && !this.#parts.canBeOpen) throw new SignalboxError('OPEN_MODE_IMPOSSIBLE');
    await this.#parts.store.saveSetting(SETTING, { open }, { actor, detail: { open } });
    this.#open = open;
    return this.access;
  }

  /**
   * Who calls, narrowed by its headers.
   * @throws SignalboxError KEY_MISSING, KEY_UNKNOWN, KEY_REVOKED, KEY_EXPIRED, KEY_SCOPE
   */
  admit(headers: RequestHeaders, needed: KeyScope): Admission {
    const { own, foreign } = readCredentials(headers);
    if (own !== null) return this.#admitKey(own, headers, needed);
    if (foreign.some((credential) => hashSecret(credential) === this.#tokenHash)) {
      return { caller: narrow(ANONYMOUS, headers), reason: "the engine's token", mayPassOn: false };
    }
    if (!this.#open) throw new SignalboxError(foreign.length === 0 ? 'KEY_MISSING' : 'KEY_UNKNOWN');
    return { caller: narrow(ANONYMOUS, headers), reason: 'open to this machine', mayPassOn: true };
  }

  /**
   * The same for a door with rules of its own for callers without a key: null when none was brought.
   * @throws SignalboxError KEY_UNKNOWN, KEY_REVOKED, KEY_EXPIRED, KEY_SCOPE
   */
  admitKey(headers: RequestHeaders, needed: KeyScope): Admission | null {
    const { own } = readCredentials(headers);
    return own === null ? null : this.#admitKey(own, headers, needed);
  }

  #admitKey(own: string, headers: RequestHeaders, needed: KeyScope): Admission {
    const { id, name, org, workspace, user, scopes } = this.#parts.keys.check(own);
    if (!scopes.includes(needed)) {
      throw new SignalboxError('KEY_SCOPE', { name, reason: `it lacks the scope ${needed}.` });
    }
    const caller = { org, workspace, user, keyId: id, keyName: name, scopes };
    return { caller: narrow(caller, headers), reason: `the key ${name}`, mayPassOn: false };
  }
}
