import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { SignalboxError } from '../../shared/errors.ts';
import { policyContentSchema, type PolicyContent } from '../../shared/policy/index.ts';

/** Aliases could make a small file a huge document; a policy has no use for them. */
const READING = { maxAliasCount: 0, uniqueKeys: true };

/** A policy set as a file that people read and keep: what its schema assumes anyway is left out. */
export function writePolicyYaml(content: PolicyContent): string {
  const { rules, ...set } = content;
  const document = {
    ...set,
    rules: rules.map(({ enabled, when, ...rule }) => ({
      id: rule.id,
      name: rule.name,
      ...(enabled ? {} : { enabled }),
      ...(when === '' ? {} : { when }),
      actions: rule.actions,
    })),
  };
  return stringify(document, { lineWidth: 100 });
}

/** @throws SignalboxError POLICY_INVALID */
export function readPolicyYaml(text: string): PolicyContent {
  let document: unknown;
  try {
    document = parse(text, READING);
  } catch (error) {
    throw new SignalboxError('POLICY_INVALID', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  const read = policyContentSchema.safeParse(document);
  if (!read.success) throw new SignalboxError('POLICY_INVALID', { reason: z.prettifyError(read.error) });
  return read.data;
}
