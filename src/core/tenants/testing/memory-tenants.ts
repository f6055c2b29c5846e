import type { JsonValue } from '../../store/control/control-records.ts';
import type { ApiKeyRow } from '../../store/control/index.ts';
import { AccessGate } from '../access-gate.ts';
import { KeyRegistry } from '../key-registry.ts';

/** Registry and gate over a store in memory, for tests and benchmarks of doors. */
export async function memoryTenants(options: { open?: boolean; canBeOpen?: boolean; token?: string } = {}) {
  const rows = new Map<string, ApiKeyRow>();
  const settings = new Map<string, JsonValue>();
  const audited: { action: string; actor: string; detail: JsonValue }[] = [];
  const audit = (action: string, { actor, detail = null }: { actor: string; detail?: JsonValue }) => {
    audited.push({ action, actor, detail });
  };
  const store = {
    apiKeys: async () => [...rows.values()],
    addApiKey: async (key: ApiKeyRow, change: { actor: string; detail?: JsonValue }) => {
      rows.set(key.id, key);
      audit('key.create', change);
    },
    revokeApiKey: async (id: string, at: string, change: { actor: string; detail?: JsonValue }) => {
      const row = rows.get(id);
      if (row !== undefined) rows.set(id, { ...row, revokedAt: at });
      audit('key.revoke', change);
    },
    touchApiKeys: async (uses: readonly { id: string; at: string }[]) => {
      for (const { id, at } of uses) {
        const row = rows.get(id);
        if (row !== undefined) rows.set(id, { ...row, lastUsedAt: at });
      }
    },
    setting: async (key: string) => settings.get(key) ?? null,
    saveSetting: async (key: string, value: JsonValue, change: { actor: string; detail?: JsonValue }) => {
      settings.set(key, value);
      audit('setting.save', change);
    },
  };
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const keys = await KeyRegistry.open({ store, log });
  const { open = true, canBeOpen = true, token = 'the-token-of-the-engine' } = options;
  const access = await AccessGate.open({ keys, store, token, canBeOpen });
  if (!open && canBeOpen) await access.setOpen(false, 'test');
  return { keys, access, rows, audited, store, log };
}
