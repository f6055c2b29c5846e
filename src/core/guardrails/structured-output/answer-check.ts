import { createHash } from 'node:crypto';
import type { ErrorObject } from 'ajv';
import { compileSchema, type CompiledSchema } from './compile-schema.ts';
import { readJsonAnswer } from './json-answer.ts';
import { WorkExceeded } from './work-budget.ts';

export const MAX_PROBLEMS = 20;
const MAX_ANSWER_CHARACTERS = 4 * 1024 * 1024;
/** Some tens of milliseconds; an answer of 100 kB takes about a tenth of it. */
const WORK_UNITS = 500_000;
/** Every error is an object in memory, so all of them are looked for only where that is quick. */
const WORK_UNITS_FOR_ALL = 50_000;
const KEPT_CHECKS = 100;

export interface AnswerCheckOptions {
  /** Takes a code fence around the JSON for part of its packing. */
  readonly fences?: boolean;
}

/** Says what is wrong with answers that should be JSON of one schema. */
export interface AnswerCheck {
  /** In words that a model can act on, at most 20; empty: the answer fits. */
  problems(answer: string, options?: AnswerCheckOptions): string[];
}

const kept = new Map<string, AnswerCheck>();
const asked = { hits: 0, misses: 0 };

/**
 * The check for a JSON schema (draft 2020-12, or 07 where `$schema` says so). Checks of the same content are compiled once;
 * the last 100 are kept.
 * @throws SignalboxError JSON_SCHEMA_REFUSED when the schema is not valid, or could cost too much
 */
export function answerCheck(schema: unknown): AnswerCheck {
  const key = createHash('sha256')
    .update(JSON.stringify(schema) ?? '')
    .digest('base64');
  const known = kept.get(key);
  if (known !== undefined) {
    asked.hits += 1;
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  asked.misses += 1;
  const compiled = compileSchema(schema);
  const check: AnswerCheck = { problems: (answer, options) => problems(compiled, answer, options) };
  kept.set(key, check);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_CHECKS && oldest !== undefined) kept.delete(oldest);
  return check;
}

/** How often a check was found compiled, since the process began. */
export function answerCheckFigures(): { readonly hits: number; readonly misses: number } {
  return { ...asked };
}

function problems(
  compiled: CompiledSchema,
  answer: string,
  { fences = true }: AnswerCheckOptions = {},
): string[] {
  if (answer.length > MAX_ANSWER_CHARACTERS) {
    return [`the answer is longer than ${MAX_ANSWER_CHARACTERS} characters`];
  }
  const value = readJsonAnswer(answer, fences);
  if (value === undefined) return ['the answer is not JSON'];
  try {
    const first = compiled.errors(value, WORK_UNITS, false);
    return first === null ? [] : inWords(allErrors(compiled, value) ?? first);
  } catch (error) {
    if (error instanceof WorkExceeded) return ['the answer is too large to be checked against its schema'];
    if (error instanceof RangeError) return ['the answer is nested too deep to be checked'];
    throw error;
  }
}

function allErrors(compiled: CompiledSchema, value: unknown): readonly ErrorObject[] | null {
  try {
    return compiled.errors(value, WORK_UNITS_FOR_ALL, true);
  } catch (error) {
    if (error instanceof WorkExceeded) return null;
    throw error;
  }
}

function inWords(errors: readonly ErrorObject[]): string[] {
  const words = new Set<string>();
  for (const error of errors) {
    words.add(problem(error));
    if (words.size === MAX_PROBLEMS) break;
  }
  return [...words];
}

/** `/items/0/price must be number`: where, as a JSON pointer, and what. */
function problem({ instancePath, keyword, message, params }: ErrorObject): string {
  const where = instancePath === '' ? 'the value' : cut(instancePath);
  const what = message ?? `does not fit '${keyword}'`;
  const { additionalProperty, unevaluatedProperty, allowedValues, allowedValue } = params as Record<
    string,
    unknown
  >;
  const name = additionalProperty ?? unevaluatedProperty;
  if (typeof name === 'string') return `${where} must not have the property '${cut(name)}'`;
  if (allowedValues !== undefined) return `${where} must be one of ${cut(JSON.stringify(allowedValues))}`;
  if (allowedValue !== undefined) return `${where} must be ${cut(JSON.stringify(allowedValue))}`;
  return `${where} ${cut(what)}`;
}

function cut(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`;
}
