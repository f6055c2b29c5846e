import { policyContentSchema, type PolicyContent } from '../../../shared/policy/index.ts';
import type { z } from 'zod';
import type { PolicySource } from '../compiled-set.ts';

type Given = Partial<z.input<typeof policyContentSchema>>;

/** A set in force, with what is not given as its schema has it. */
export function madeSet(given: Given, setId = 'set', createdAt = '2026-11-21T10:00:00.000Z'): PolicySource {
  return { setId, version: 1, content: madeContent(given), createdAt };
}

export function madeContent(given: Given = {}): PolicyContent {
  return policyContentSchema.parse({ name: 'Made', mode: 'enforce', ...given });
}
