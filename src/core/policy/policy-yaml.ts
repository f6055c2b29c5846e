import { stringify } from 'yaml';
import type { z } from 'zod';
import { SignalboxError } from '../../shared/errors.ts';
import { policyContentSchema, type PolicyContent } from '../../shared/policy/index.ts';
import { readYaml } from '../read-yaml.ts';

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
  return stringify(document, { lineWidth: 100, aliasDuplicateObjects: false });
}

/** @throws SignalboxError POLICY_INVALID */
export function readPolicyYaml(text: string): PolicyContent {
  let document: unknown;
  try {
    document = readYaml(text);
  } catch (error) {
    throw new SignalboxError('POLICY_INVALID', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  const read = policyContentSchema.safeParse(document);
  if (!read.success) throw new SignalboxError('POLICY_INVALID', { reason: inOneLine(read.error) });
  return read.data;
}

/** `rules.0.actions.1.type: Invalid input; name: Too small` */
function inOneLine({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
}
