import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import { WORK_KEYWORD, prepareSchema, refused, type PreparedSchema } from './prepare-schema.ts';
import { WorkBudget } from './work-budget.ts';

/** Characters of a text times instructions of a pattern that count as one unit of work. */
const PATTERN_STEPS_PER_UNIT = 16;

const OPTIONS = {
  strict: false,
  // Formats are annotations, as draft 2020-12 has them; metadata and references were dealt with in preparing.
  validateFormats: false,
  validateSchema: false,
  meta: false,
  inlineRefs: false,
  ownProperties: true,
  messages: true,
  logger: false,
} as const satisfies Options;

/** Whether schemas are ones at all; they never change, and compiling their own schema takes long. */
const META_SCHEMAS = {
  '07': new Ajv({ strict: false, logger: false }),
  '2020-12': new Ajv2020({ strict: false, logger: false }),
};
const META_SCHEMA_IDS = {
  '07': 'http://json-schema.org/draft-07/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

export interface CompiledSchema {
  /**
   * The first error, or with `all` as many as there are; null: the value fits.
   * @throws WorkExceeded; RangeError when the value or the schema goes too deep
   */
  errors(value: unknown, units: number, all: boolean): readonly ErrorObject[] | null;
}

/** @throws SignalboxError JSON_SCHEMA_REFUSED */
export function compileSchema(schema: unknown): CompiledSchema {
  const prepared = prepareSchema(schema);
  checkAgainstMetaSchema(prepared);
  const budget = new WorkBudget();
  const first = compile(prepared, budget, false);
  let every: ValidateFunction | null = null;
  return {
    errors(value, units, all) {
      if (all) every ??= compile(prepared, budget, true);
      const validate = all && every !== null ? every : first;
      budget.refill(units);
      const fits = validate(value) === true;
      const found = validate.errors ?? [];
      validate.errors = null;
      return fits ? null : found;
    },
  };
}

function checkAgainstMetaSchema({ schema, draft }: PreparedSchema): void {
  const ajv = META_SCHEMAS[draft];
  if (ajv.validate(META_SCHEMA_IDS[draft], schema) === true) return;
  throw refused(`it is not valid: ${ajv.errorsText(ajv.errors, { dataVar: '#' }).slice(0, 200)}`);
}

function compile(
  { schema, draft }: PreparedSchema,
  budget: WorkBudget,
  allErrors: boolean,
): ValidateFunction {
  // Optimising takes time quadratic in the size of the schema, and gains little.
  const code = { regExp: linearPatterns(budget), optimize: false };
  const options: Options = { ...OPTIONS, allErrors, code };
  const ajv = draft === '07' ? new Ajv(options) : new Ajv2020(options);
  ajv.addKeyword({
    keyword: WORK_KEYWORD,
    // First of all: a keyword that fails keeps those after it from running.
    before: '$ref',
    errors: false,
    validate: (ownWork: number, value: unknown) => {
      budget.takeFor(value, ownWork);
      return true;
    },
  });
  // Ajv's own compares each item with each.
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    validate: (unique: boolean, items: readonly unknown[]) => !unique || allDifferent(items, budget),
  });
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw refused(error instanceof Error ? error.message.slice(0, 200) : String(error));
  }
}

/** Patterns run in time proportional to the text, whatever they are (RE2). Back references and look-around are refused. */
function linearPatterns(budget: WorkBudget) {
  const compilePattern = (pattern: string) => {
    const re2 = RE2JS.compile(RE2JS.translateRegExp(pattern));
    const size = re2.programSize();
    return {
      test(text: string): boolean {
        budget.take(1 + Math.ceil((text.length * size) / PATTERN_STEPS_PER_UNIT));
        return re2.matcher(text).find();
      },
      /** Ajv takes patterns of the same text for the same. */
      toString: () => pattern,
    };
  };
  return Object.assign(compilePattern, { code: 'linearPatterns' });
}

function allDifferent(items: readonly unknown[], budget: WorkBudget): boolean {
  const seen = new Set<string>();
  for (const item of items) {
    const text = JSON.stringify(item, sorted);
    budget.take(text.length >> 4);
    seen.add(text);
  }
  return seen.size === items.length;
}

/** Objects are equal whatever the order of their keys. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
