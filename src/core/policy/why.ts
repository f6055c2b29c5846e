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
  return `${cut(part.source, MAX_SOURCE)} is false${values(part.reads, subject)}`;
}

/** What a rule that matched was asked, with the values that made it so. */
export function whyMatched(parts: readonly ConditionPart[], subject: PolicySubject): string {
  if (parts.length === 0) return 'it has no condition';
  const source = parts.map((part) => part.source).join(' && ');
  const reads = new Set(parts.flatMap((part) => part.reads));
  return `${cut(source, MAX_SOURCE)} is true${values(reads, subject)}`;
}

function values(paths: Iterable<string>, subject: PolicySubject): string {
  let shown = '';
  for (const path of paths) {
    const field = POLICY_FIELD_BY_PATH.get(path);
    if (field === undefined) continue;
    const value =
      path === 'text' || path === 'prompt'
        ? `${path} has ${subject[path].length} characters`
        : `${path} = ${show(field.read(subject))}`;
    shown = shown === '' ? value : `${shown}, ${value}`;
  }
  return shown === '' ? '' : ` (${shown})`;
}

function show(value: PolicyFieldValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return cut(JSON.stringify(value), MAX_VALUE);
  const [first] = value;
  if (typeof first === 'object') return `${value.length} messages`;
  return cut(JSON.stringify(value), MAX_VALUE);
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
