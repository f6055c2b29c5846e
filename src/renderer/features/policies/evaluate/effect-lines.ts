import type { PolicyEffects } from '../../../../shared/policy/index.ts';

/** All that a decision brings about, a line each, the strongest first; none: the call passes as it is. */
export function effectLines(effects: PolicyEffects): string[] {
  const lines: string[] = [];
  const { block, redact, checkJson } = effects;
  if (block !== null) lines.push(`Blocked with ${block.code}: ${block.message}`);
  if (effects.allowedBy !== null)
    lines.push(`Allowed by ${effects.allowedBy.ruleId}; nothing after it was asked`);
  if (effects.chooseModel !== null) lines.push(`Answered by ${effects.chooseModel}`);
  if (effects.forbidModels.length > 0)
    lines.push(`May not be answered by ${effects.forbidModels.join(', ')}`);
  if (effects.capTokens !== null)
    lines.push(`Answer of at most ${effects.capTokens.toLocaleString('en-US')} tokens`);
  for (const [name, value] of Object.entries(effects.parameters))
    lines.push(value === null ? `Without ${name}` : `${name} = ${String(value)}`);
  if (redact !== null)
    lines.push(redact.length === 0 ? 'Redacted: all kinds that are known' : `Redacted: ${redact.join(', ')}`);
  if (effects.requireGuards.length > 0) lines.push(`Guards that run: ${effects.requireGuards.join(', ')}`);
  for (const { limit } of effects.limits)
    lines.push(
      `Limited to ${limit.requests} requests a ${limit.period}${limit.per === 'all' ? '' : `, each ${limit.per}`}`,
    );
  if (checkJson !== null)
    lines.push(
      checkJson.repair ? 'The answer is checked as JSON, and mended once' : 'The answer is checked as JSON',
    );
  for (const warning of effects.warnings) lines.push(`Warns: ${warning}`);
  if (effects.flags.length > 0) lines.push(`Flags: ${effects.flags.join(', ')}`);
  if (effects.review) lines.push('Picked for review');
  for (const [key, value] of Object.entries(effects.tags)) lines.push(`Tag ${key}: ${value}`);
  return lines;
}
