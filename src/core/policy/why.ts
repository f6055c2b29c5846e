import type { ConditionPart } from '../../shared/policy/expression/index.ts';
import {
  POLICY_FIELD_BY_PATH,
  type PolicyFieldValue,
  type PolicySubject,
} from '../../shared/policy/index.ts';

const MAX_SOURCE = 200;
const MAX_VALUE = 80;

/** `tokens.input > 1000 is false (tokens.input = 12)`. Texts of the call are never shown, only how long they are. */
export function whyNot(part: ConditionPart, subject: PolicySubject): string {
  return `${cut(part.source, MAX_SOURCE)} is false${values([part], subject)}`;
}

/** What a rule that matched was asked, with the values that made it so. */
export function whyMatched(parts: readonly ConditionPart[], subject: PolicySubject): string {
  if (parts.length === 0) return 'it has no condition';
  const source = parts.map((part) => part.source).join(' && ');
  return `${cut(source, MAX_SOURCE)} is true${values(parts, subject)}`;
}

function values(parts: readonly ConditionPart[], subject: PolicySubject): string {
  const paths = new Set(parts.flatMap(({ reads }) => reads));
  const shown: string[] = [];
  for (const path of paths) {
    const field = POLICY_FIELD_BY_PATH.get(path);
    if (field === undefined) continue;
    shown.push(
      path === 'text' || path === 'prompt'
        ? `${path} has ${subject[path].length} characters`
        : `${path} = ${show(field.read(subject))}`,
    );
  }
  return shown.length === 0 ? '' : ` (${shown.join(', ')})`;
}

function show(value: PolicyFieldValue): string {
  if (typeof value !== 'object') return cut(JSON.stringify(value), MAX_VALUE);
  const [first] = value;
  if (typeof first === 'object') return `${value.length} messages`;
  return cut(JSON.stringify(value), MAX_VALUE);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
